import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { type Day, day } from '#kernel/dates.ts';
import { cnpjIsValid, normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';

const strict = { additionalProperties: false };
const Texto = (min: number, max: number) => Type.String({ minLength: min, maxLength: max });
const Porcento = Type.Optional(Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.01 }));
const TiposDeLinha = ['MENSALIDADE', 'EXTRA', 'INSTALACAO', 'SERVICO', 'CHAMADAS', 'AVULSA', 'AJUSTE'] as const;
const Tecnologias = ['INTERNET', 'TELEFONIA', 'TV', 'HOSPEDAGEM', 'OUTROS'] as const;
const Escolha = <const T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: [...values] });

const Regra = Type.Object(
  {
    desde: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    tecnologia: Type.Optional(Escolha(Tecnologias)),
    linha: Type.Optional(Escolha(TiposDeLinha)),
    descricao: Texto(1, 60),
    cclass: Type.String({ pattern: '^\\d{7}$' }),
    cfop: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
    cst: Escolha(['00', '40', '41', '90', 'SN', 'SEM'] as const),
    icms: Porcento,
    pis: Porcento,
    cofins: Porcento,
    fust: Porcento,
    funttel: Porcento,
  },
  strict,
);

const Arquivo = Type.Object(
  {
    empresa: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    modelo: Type.Union([Type.Literal(21), Type.Literal(22), Type.Literal(62)]),
    serie: Type.String({ pattern: '^[0-9A-Z]{1,3}$' }),
    ambiente: Escolha(['producao', 'homologacao'] as const),
    cnpj: Texto(14, 18),
    inscricaoEstadual: Type.String({ pattern: '^(\\d{2,14}|ISENTO)$' }),
    crt: Type.Integer({ minimum: 1, maximum: 3 }),
    razaoSocial: Texto(2, 60),
    logradouro: Texto(2, 60),
    numero: Texto(1, 60),
    bairro: Texto(2, 60),
    ibge: Type.Integer({ minimum: 1_100_015, maximum: 5_300_108 }),
    cep: Type.String({ pattern: '^\\d{8}$' }),
    consulta: Type.String({ pattern: '^https?://[^ ?]+$' }),
    regras: Type.Array(Regra, { minItems: 1 }),
  },
  strict,
);

export type ConfiguracaoFiscal = Static<typeof Arquivo>;

/** Reads the YAML of an issuer (docs/fiscal.md). Throws invalid `fiscal.arquivo` with the places and what is wrong there. */
export function lerConfiguracaoFiscal(text: string): ConfiguracaoFiscal {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    throw new DomainError('invalid', 'fiscal.arquivo', { problemas: [line] });
  }
  const problemas = Value.Errors(Arquivo, value).map(
    ({ instancePath, message }) => `${instancePath || '/'}: ${message}`,
  );
  if (problemas.length > 0) throw new DomainError('invalid', 'fiscal.arquivo', { problemas });
  const arquivo = value as ConfiguracaoFiscal;
  const outros = [...problemasDoEmitente(arquivo), ...arquivo.regras.flatMap(problemasDaRegra)];
  if (outros.length > 0) throw new DomainError('invalid', 'fiscal.arquivo', { problemas: outros });
  return arquivo;
}

function problemasDoEmitente({ cnpj, modelo, serie }: ConfiguracaoFiscal): string[] {
  return [
    ...(cnpjIsValid(cnpj) ? [] : ['/cnpj: o dígito verificador não confere']),
    ...(modelo === 62 && !/^\d{1,3}$/.test(serie) ? ['/serie: da NFCom, só números'] : []),
  ];
}

function problemasDaRegra({ desde, cst, icms = 0, cfop }: ConfiguracaoFiscal['regras'][number], i: number): string[] {
  const at = `/regras/${i}`;
  const exists = Number.isFinite(Date.parse(desde)) && new Date(desde).toISOString().startsWith(desde);
  return [
    ...(exists ? [] : [`${at}/desde: o dia não existe`]),
    ...(icms > 0 && cst !== '00' && cst !== '90' ? [`${at}/icms: o CST ${cst} não tem alíquota`] : []),
    ...((cst === 'SEM') === (cfop === undefined) ? [] : [`${at}/cfop: falta só no CST SEM, e lá não se informa`]),
  ];
}

/**
 * Puts an issuer and its rules on record; rules of other days stay as they were, so that notes can be explained later.
 * Throws invalid `fiscal.empresa`, `fiscal.cidade`.
 */
export async function configurarEmitente(tx: Tx, arquivo: ConfiguracaoFiscal): Promise<void> {
  const { empresa, ibge } = arquivo;
  const [found, cidade] = [
    await tx.selectFrom('empresa').select('id').where('id', '=', empresa).executeTakeFirst(),
    await tx.selectFrom('cidade').select('id').where('codigo_ibge', '=', ibge).executeTakeFirst(),
  ];
  if (!found) throw new DomainError('invalid', 'fiscal.empresa', { empresa });
  if (!cidade) throw new DomainError('invalid', 'fiscal.cidade', { ibge });
  const emitente = {
    modelo_id: await modeloPara(tx, arquivo),
    cnpj: normalizeDocument(arquivo.cnpj),
    inscricao_estadual: arquivo.inscricaoEstadual,
    crt: arquivo.crt,
    razao_social: arquivo.razaoSocial,
    logradouro: arquivo.logradouro,
    numero: arquivo.numero,
    bairro: arquivo.bairro,
    cidade_id: cidade.id,
    cep: arquivo.cep,
    ambiente: arquivo.ambiente === 'producao' ? 1 : 2,
    endereco_consulta: arquivo.consulta,
  } as const;
  await tx
    .insertInto('emitente_fiscal')
    .values({ empresa_id: empresa, ...emitente })
    .onConflict((oc) => oc.column('empresa_id').doUpdateSet(emitente))
    .execute();
  for (const regra of arquivo.regras) await gravarRegra(tx, empresa, regra);
}

// Notes of models 21 and 22 ended with the NFCom's obligation (Ajuste SINIEF 34/2024; 25/2025 to 1 August 2026).
const FIM_DOS_ANTIGOS = day('2026-07-31');

async function modeloPara(tx: Tx, { modelo, serie }: ConfiguracaoFiscal): Promise<number> {
  const found = await tx
    .selectFrom('modelo_nota_fiscal')
    .select('id')
    .where('codigo', '=', modelo)
    .where('serie', '=', serie)
    .orderBy('id')
    .executeTakeFirst();
  if (found) return found.id;
  const antigo = modelo !== 62;
  const { id } = await tx
    .insertInto('modelo_nota_fiscal')
    .values({
      codigo: modelo,
      serie,
      descricao: antigo ? `MODELO ${modelo}` : 'NFCOM',
      tipo_modelo: antigo ? 'CONVENIO115' : 'NFCOM',
      convenio115: antigo,
      sefaz: !antigo,
      vigente_ate: antigo ? FIM_DOS_ANTIGOS : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function gravarRegra(tx: Tx, empresa: number, regra: ConfiguracaoFiscal['regras'][number]): Promise<void> {
  const centesimos = (value: number | undefined) => Math.round((value ?? 0) * 100);
  const valores = {
    descricao: regra.descricao,
    cclass: regra.cclass,
    cfop: regra.cfop ?? null,
    cst_icms: regra.cst,
    icms_centesimos: centesimos(regra.icms),
    pis_centesimos: centesimos(regra.pis),
    cofins_centesimos: centesimos(regra.cofins),
    fust_centesimos: centesimos(regra.fust),
    funttel_centesimos: centesimos(regra.funttel),
  };
  const chave = {
    empresa_id: empresa,
    tipo_tecnologia: regra.tecnologia ?? null,
    tipo_linha: regra.linha ?? null,
    vigente_desde: regra.desde as Day,
  };
  const { numUpdatedRows } = await tx
    .updateTable('regra_fiscal')
    .set(valores)
    .where('empresa_id', '=', empresa)
    .where(sql<boolean>`tipo_tecnologia is not distinct from ${chave.tipo_tecnologia}`)
    .where(sql<boolean>`tipo_linha is not distinct from ${chave.tipo_linha}`)
    .where('vigente_desde', '=', chave.vigente_desde)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    await tx
      .insertInto('regra_fiscal')
      .values({ ...chave, ...valores })
      .execute();
}
