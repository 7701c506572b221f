import { type TSchema, Type } from 'typebox';
import { parseDay } from '#kernel/dates.ts';
import { fromReais } from '#kernel/money.ts';

type Valores = Record<string, unknown>;

/** A field of the file: how it is written there, and which columns hold it. */
export interface Campo {
  colunas: readonly string[];
  esquema: TSchema;
  /** May be absent; then it has its default. */
  opcional: boolean;
  /** The table whose records it names by id: one, or each of a list. */
  aponta?: string;
  /** The columns of a value; undefined: of its absence. */
  paraColunas(valor: unknown): Valores;
  /** The value of the columns; undefined where it is the default. */
  deColunas(linha: Valores): unknown;
}

/** Makes a field for the name that it has in its record. */
export type Fabrica = (nome: string) => Campo;

const INTEGER_MAX = 2_147_483_647;
const SMALLINT_MAX = 32_767;
const REAIS_MAX = 20_000_000;

interface Simples {
  opcional?: boolean;
  padrao?: unknown;
  aponta?: string;
  coluna?: string;
  ler?: (coluna: unknown) => unknown;
  gravar?: (valor: unknown) => unknown;
}

const simples =
  (esquema: TSchema, { padrao, aponta, coluna, ler = same, gravar = same, ...options }: Simples = {}): Fabrica =>
  (nome) => {
    const em = coluna ?? nome;
    return {
      colunas: [em],
      esquema,
      opcional: options.opcional ?? padrao !== undefined,
      ...(aponta && { aponta }),
      paraColunas: (valor) => ({ [em]: valor === undefined ? (padrao ?? null) : gravar(valor) }),
      deColunas: (linha) => {
        const valor = linha[em];
        return valor === null || valor === padrao ? undefined : ler(valor);
      },
    };
  };

const same = (valor: unknown) => valor;

export const texto = (max = 200) => simples(Type.String({ minLength: 1, maxLength: max }));
export const textoOpcional = (padrao?: string, max = 200) =>
  simples(Type.String({ minLength: 1, maxLength: max }), { opcional: true, padrao });
/** Capital letters, so many. */
export const sigla = (letras: number) => simples(Type.String({ pattern: `^[A-Z]{${letras}}$` }), { opcional: true });
export const opcao = (...valores: string[]) => simples(Type.Enum(valores));
export const inteiro = (minimum: number, padrao?: number) =>
  simples(Type.Integer({ minimum, maximum: SMALLINT_MAX }), { padrao });
export const diaDoMes = () => simples(Type.Integer({ minimum: 1, maximum: 31 }));
export const inteiroOpcional = () => simples(Type.Integer({ minimum: 0, maximum: INTEGER_MAX }), { opcional: true });
export const positivo = () => simples(Type.Integer({ minimum: 1, maximum: INTEGER_MAX }));
export const logico = (padrao: boolean) => simples(Type.Boolean(), { padrao });
export const logicoOpcional = () => simples(Type.Boolean(), { opcional: true });

// A refinement is tried on any value; its text is the fact that the sentence is made of.
const Reais = Type.Refine(
  Type.Number({ minimum: 0, maximum: REAIS_MAX }),
  (valor) => typeof valor === 'number' && fromReais(valor) !== null,
  () => 'reais',
);
const dinheiroCom = (opcional: boolean) =>
  simples(Reais, {
    opcional,
    ler: (valor) => (valor as number) / 100,
    gravar: (valor) => fromReais(valor as number),
  });
export const dinheiro = () => dinheiroCom(false);
export const dinheiroOpcional = () => dinheiroCom(true);

const MinutoReais = Type.Refine(
  Type.Number({ minimum: 0, maximum: 1000 }),
  (valor) => typeof valor === 'number' && Math.abs(valor * 10_000 - Math.round(valor * 10_000)) < 1e-6,
  () => 'minuto',
);
/** The price of a minute, in reais with up to four decimals; the column has ten-thousandths. */
export const reaisPorMinuto = () =>
  simples(MinutoReais, {
    ler: (valor) => (valor as number) / 10_000,
    gravar: (valor) => Math.round((valor as number) * 10_000),
  });

const InicioDeNumero = Type.Refine(
  Type.String({ maxLength: 20 }),
  (text) => typeof text === 'string' && /^[0-9_]+$/.test(text),
  () => 'inicio_de_numero',
);
/** How telephone numbers begin; `_` is any digit. */
export const inicioDeNumero = () => simples(InicioDeNumero, { padrao: '' });

const Dia = Type.Refine(
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  (text) => typeof text === 'string' && parseDay(text, 'yyyy-MM-dd') !== null,
  () => 'dia',
);
/** A calendar day, yyyy-MM-dd. */
export const dia = (padrao?: string) => simples(Dia, { padrao });
/** The last day of the calendar stands for «no end», and is no day that anybody writes. */
export const SEM_FIM = '9999-12-31';
export const SEM_INICIO = '1900-01-01';

/** The id of a record. */
export const Identificador = Type.Integer({ minimum: 1, maximum: INTEGER_MAX });

/** The record's own number. */
export const identificador = () => simples(Identificador);
/** A record named by its id; `tecnologia` stands in the column `tecnologia_id`. */
export const referencia =
  (tabela: string, opcional = false): Fabrica =>
  (nome) =>
    simples(Identificador, { aponta: tabela, coluna: `${nome}_id`, opcional })(nome);
export const referenciaOpcional = (tabela: string) => referencia(tabela, true);

/** A condition of a promotion: any of these; absent: no condition. */
export const qualquerDe = (tabela: string) =>
  simples(Type.Array(Identificador, { minItems: 1, uniqueItems: true }), { aponta: tabela, opcional: true });
export const ufs = () =>
  simples(Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { minItems: 1, uniqueItems: true }), {
    aponta: 'uf',
    opcional: true,
  });
/** Ranges of CEPs, both ends included. */
export const ceps = () =>
  simples(Type.Array(Type.String({ pattern: '^\\d{8}-\\d{8}$' }), { minItems: 1 }), { opcional: true });

/** A reduction: `5.5` is an amount in reais, `33.33%` a percentage with up to two decimals. */
export const desconto =
  (opcional = false): Fabrica =>
  () => ({
    colunas: ['em_porcentagem', 'desconto'],
    esquema: Type.Union([Reais, Type.String({ pattern: '^(100(\\.0{1,2})?|\\d{1,2}(\\.\\d{1,2})?)%$' })]),
    opcional,
    paraColunas: (valor = 0) => ({
      em_porcentagem: typeof valor === 'string',
      desconto: fromReais(typeof valor === 'string' ? valor.slice(0, -1) : (valor as number)),
    }),
    deColunas: ({ em_porcentagem, desconto: quanto }) => {
      const valor = (quanto as number) / 100;
      if (em_porcentagem) return `${valor}%`;
      return opcional && valor === 0 ? undefined : valor;
    },
  });
