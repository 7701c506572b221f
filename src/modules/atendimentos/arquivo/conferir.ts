import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import { parseDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Reader } from '#platform/db.ts';
import { type ArquivoDeAtendimento, registros, type Secao } from './esquema.ts';

const validators = Object.fromEntries(Object.entries(registros).map(([nome, schema]) => [nome, Compile(schema)]));

/** Something in the file that must be mended: where (`tipos[3].destino`), what, and with what. */
export interface ProblemaDoArquivo {
  onde: string;
  codigo: 'yaml' | 'secao' | 'lista' | 'forma' | 'dia' | 'ordem' | 'prazo' | 'repetido' | 'desconhecido';
  fato: string;
}

/** The file as data. Throws invalid `atendimento.arquivo` (facts problemas). */
export function lerArquivo(texto: string): ArquivoDeAtendimento {
  let valor: unknown;
  try {
    // Days stay text, as the schema has them.
    valor = parse(texto, { schema: 'core' }) ?? {};
  } catch (error) {
    throw recusa([{ onde: '', codigo: 'yaml', fato: (error as Error).message.split('\n')[0] ?? '' }]);
  }
  const problemas =
    typeof valor !== 'object' || Array.isArray(valor)
      ? [{ onde: '', codigo: 'secao', fato: '' } as const]
      : formas(valor as object);
  if (problemas.length > 0) throw recusa(problemas);
  const arquivo = valor as ArquivoDeAtendimento;
  const mais = regras(arquivo);
  if (mais.length > 0) throw recusa(mais);
  return arquivo;
}

export const recusa = (problemas: readonly ProblemaDoArquivo[]): DomainError =>
  new DomainError('invalid', 'atendimento.arquivo', { problemas });

function formas(valor: object): ProblemaDoArquivo[] {
  return Object.entries(valor).flatMap(([secao, lista]): ProblemaDoArquivo[] => {
    const validator = validators[secao];
    if (!validator) return [{ onde: secao, codigo: 'secao', fato: '' }];
    if (!Array.isArray(lista)) return [{ onde: secao, codigo: 'lista', fato: '' }];
    return lista.flatMap((registro, i): ProblemaDoArquivo[] => {
      if (validator.Check(registro)) return [];
      const [first] = validator.Errors(registro);
      const { requiredProperties, additionalProperties } = (first?.params ?? {}) as Record<
        string,
        string[] | undefined
      >;
      const place = (first?.instancePath ?? '').replaceAll('/', '.');
      return [
        {
          onde: `${secao}[${i}]${place}`,
          codigo: 'forma',
          fato: (requiredProperties ?? additionalProperties ?? []).join(', '),
        },
      ];
    });
  });
}

function regras({
  expediente = [],
  feriados = [],
  agenda = [],
  tipos = [],
  ...resto
}: ArquivoDeAtendimento): ProblemaDoArquivo[] {
  const wrong: ProblemaDoArquivo[] = [];
  const say = (onde: string, codigo: ProblemaDoArquivo['codigo'], fato = '') => wrong.push({ onde, codigo, fato });
  const aDay = (onde: string, text: string | undefined) => {
    if (text !== undefined && !parseDay(text, 'yyyy-MM-dd')) say(onde, 'dia', text);
  };
  for (const [i, { das, ate }] of expediente.entries()) if (das >= ate) say(`expediente[${i}]`, 'ordem');
  for (const [i, { dia }] of feriados.entries()) aDay(`feriados[${i}].dia`, dia);
  for (const [i, { de, ate }] of agenda.entries()) {
    aDay(`agenda[${i}].de`, de);
    aDay(`agenda[${i}].ate`, ate);
    if (de !== undefined && ate !== undefined && de > ate) say(`agenda[${i}]`, 'ordem');
  }
  for (const [i, { prazo, unidade }] of tipos.entries()) {
    if ((prazo === undefined) !== (unidade === undefined)) say(`tipos[${i}]`, 'prazo');
  }
  repeated(
    'tipos',
    tipos.map(({ id }) => String(id)),
    say,
  );
  repeated(
    'centros_custo',
    (resto.centros_custo ?? []).map(({ id }) => String(id)),
    say,
  );
  repeated(
    'fechamentos',
    (resto.fechamentos ?? []).map(({ id }) => String(id)),
    say,
  );
  repeated(
    'feriados',
    feriados.map(({ dia, cidade }) => `${dia} ${cidade ?? ''}`.trim()),
    say,
  );
  repeated(
    'expediente',
    expediente.map(({ dia, das }) => `${dia} ${das}`),
    say,
  );
  return wrong;
}

function repeated(secao: Secao, chaves: string[], say: (onde: string, codigo: 'repetido', fato: string) => void): void {
  const seen = new Set<string>();
  for (const [i, chave] of chaves.entries()) {
    if (seen.has(chave)) say(`${secao}[${i}]`, 'repetido', chave);
    seen.add(chave);
  }
}

/** Whether all that the file refers to is there, in itself or on record. Throws as lerArquivo() does. */
export async function conferirReferencias(db: Reader, arquivo: ArquivoDeAtendimento): Promise<void> {
  const { tipos = [], feriados = [], agenda = [] } = arquivo;
  const wrong: ProblemaDoArquivo[] = [];
  const check = async (
    tabela: 'cidade' | 'tecnologia' | 'tipo_contrato' | 'centro_custo' | 'fechamento_externo',
    refs: { onde: string; id: number | undefined }[],
    own: readonly number[] = [],
  ) => {
    const ids = [...new Set(refs.flatMap(({ id }) => id ?? []))];
    if (ids.length === 0) return;
    const rows = await db.selectFrom(tabela).select('id').where('id', 'in', ids).execute();
    const known = new Set([...rows.map(({ id }) => id), ...own]);
    for (const { onde, id } of refs)
      if (id !== undefined && !known.has(id)) wrong.push({ onde, codigo: 'desconhecido', fato: String(id) });
  };
  const each = <T>(secao: Secao, lista: readonly T[], campo: keyof T & string) =>
    lista.map((registro, i) => ({ onde: `${secao}[${i}].${campo}`, id: registro[campo] as number | undefined }));
  await check('cidade', [...each('agenda', agenda, 'cidade'), ...each('feriados', feriados, 'cidade')]);
  await check('tecnologia', each('agenda', agenda, 'tecnologia'));
  await check('tipo_contrato', each('agenda', agenda, 'tipo_contrato'));
  await check(
    'centro_custo',
    [...each('tipos', tipos, 'destino'), ...each('tipos', tipos, 'escalona_para')],
    arquivo.centros_custo?.map(({ id }) => id),
  );
  await check(
    'fechamento_externo',
    tipos.flatMap(({ fechamentos = [] }, i) => fechamentos.map((id) => ({ onde: `tipos[${i}].fechamentos`, id }))),
    arquivo.fechamentos?.map(({ id }) => id),
  );
  if (wrong.length > 0) throw recusa(wrong);
}
