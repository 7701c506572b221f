import { centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import { type Billing, billing } from './billing.ts';
import { bairros, ruas } from './names.ts';
import { one } from './one.ts';

/** What customers need around them: streets to live in, plans to subscribe to, days to pay on, ways to be charged. */
export interface Surroundings {
  /** With the area code of its city. */
  logradouros: readonly { id: number; ddd: string }[];
  planos: readonly { id: number; valor: number }[];
  vencimentos: readonly { id: number }[];
  tipoContrato: number;
  classificacao: number;
  cobranca: Billing;
}

// By IBGE code, with the area code and the first three digits of its CEPs.
const cidades = [
  { ibge: 3118304, ddd: '31', cep: '364' },
  { ibge: 3106200, ddd: '31', cep: '301' },
  { ibge: 3136702, ddd: '32', cep: '360' },
  { ibge: 3170206, ddd: '34', cep: '384' },
  { ibge: 3105608, ddd: '32', cep: '362' },
  { ibge: 3101607, ddd: '35', cep: '371' },
];

/** Sees to it that they exist; what an earlier run made is used again. */
export async function surroundings(tx: Tx): Promise<Surroundings> {
  const tecnologia = await one(tx, 'tecnologia', { descricao: 'FIBRA', tipo: 'INTERNET' });
  const planos = [];
  for (const [velocidade, valor] of [
    [100, 7990],
    [300, 9990],
    [600, 12990],
    [1000, 19990],
  ] as const) {
    const values = { descricao: `FIBRA ${velocidade} MEGA`, tecnologia_id: tecnologia, valor: centavos(valor) };
    planos.push({ id: await one(tx, 'plano', values), valor });
  }
  const vencimentos = [];
  for (const dia of [5, 10, 15, 20]) {
    const values = { dia, dia_faturamento_inicial: dia + 1, dia_faturamento_final: dia };
    vencimentos.push({ id: await one(tx, 'vencimento', values) });
  }
  return {
    logradouros: await streets(tx),
    planos,
    vencimentos,
    tipoContrato: await one(tx, 'tipo_contrato', { nome: 'RESIDENCIAL' }),
    classificacao: await one(tx, 'classificacao_endereco', { descricao: 'RESIDENCIAL' }),
    cobranca: await billing(tx),
  };
}

async function streets(tx: Tx): Promise<Surroundings['logradouros']> {
  const found = [];
  for (const { ibge, ddd, cep } of cidades) {
    const { id: cidade_id } = await tx
      .selectFrom('cidade')
      .select('id')
      .where('codigo_ibge', '=', ibge)
      .executeTakeFirstOrThrow();
    for (const [b, bairro] of bairros.entries()) {
      const bairro_id = await one(tx, 'bairro', { cidade_id, nome: bairro }, { nome_abreviado: bairro });
      const rows = ruas.map((nome, r) => {
        const number = String(b * ruas.length + r).padStart(3, '0');
        return { bairro_id, tipo: 'RUA', tipo_abreviado: 'R.', nome, nome_abreviado: nome, cep: `${cep}${number}00` };
      });
      await tx
        .insertInto('logradouro')
        .values(rows)
        .onConflict((oc) => oc.doNothing())
        .execute();
      const ids = await tx
        .selectFrom('logradouro')
        .select('id')
        .where('bairro_id', '=', bairro_id)
        .orderBy('id')
        .execute();
      found.push(...ids.map(({ id }) => ({ id, ddd })));
    }
  }
  return found;
}
