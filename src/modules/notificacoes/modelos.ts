/**
 * What a message is for, which decides whether the customer's wishes hold it back:
 * - `solicitada`: asked for at this moment, by the customer or for him; always sent;
 * - `contrato`: what the contract or the law has us tell (LGPD art. 7, II and V); an SMS only to who takes SMS;
 * - `aviso`: a convenience; only to who takes notifications, by SMS only to who takes SMS.
 */
export type Finalidade = 'solicitada' | 'contrato' | 'aviso';

export interface Modelo<V extends Valores = Valores> {
  finalidade: Finalidade;
  /** 1 goes before 2, 2 before 3. */
  prioridade: 1 | 2 | 3;
  /** By SMS: the value that follows the text and is never cut. Its template does not have it. */
  fim?: string;
  /** Holds the type of the values alone; never set. */
  valores?: V;
}

export type Valores = Readonly<Record<string, string | number | null>>;

const modelo = <V extends Valores>(
  finalidade: Finalidade,
  prioridade: Modelo['prioridade'],
  fim?: keyof V & string,
): Modelo<V> => ({ finalidade, prioridade, ...(fim && { fim }) });

/**
 * Every template and the values that it takes. An e-mail's is `templates/<name>.txt`, whose first line is the subject,
 * with `<name>.html` beside it or without (then `mensagem.html` frames the text); an SMS's is `<name>.sms.txt`.
 */
export const modelos = {
  'codigo-email': modelo<{ codigo: string; minutos: number }>('solicitada', 1),
  /** The open invoices that were asked for, attached; `faturas` has a line for each. */
  'faturas-em-aberto': modelo<{ nome: string; faturas: string }>('solicitada', 1),
  /** Days and times as people read them. */
  atendimento: modelo<{
    nome: string;
    protocolo: string;
    tipo: string | null;
    situacao: string;
    abertura: string;
    visita: string | null;
  }>('solicitada', 1),
  titularidade: modelo<{ nome: string }>('solicitada', 1),
  'linha-digitavel': modelo<{ vencimento: string; valor: string; linhaDigitavel: string }>(
    'solicitada',
    1,
    'linhaDigitavel',
  ),
  /** `quando` says from when on; `dia` is a day of the month. */
  'vencimento-alterado': modelo<{ nome: string; contratos: string; dia: number; data: string; quando: string }>(
    'solicitada',
    2,
  ),
  /** A digital invoice, attached. `referencia` is its month, or its due date where it charges none. */
  'fatura-emitida': modelo<{
    nome: string;
    fatura: number;
    referencia: string;
    valor: string;
    vencimento: string;
    comoPagar: string;
  }>('contrato', 3),
  'fatura-digital': modelo<{ nome: string; contratos: string }>('solicitada', 2),
  /** The legal notice before a suspension; `contratos` has a line for each contract and invoice. */
  'aviso-inadimplencia': modelo<{
    nome: string;
    contratos: string;
    valor: string;
    suspensaoParcial: string;
    suspensao: string;
    rescisao: string;
  }>('contrato', 1),
  'rescisao-inadimplencia': modelo<{ nome: string; contrato: number; data: string }>('contrato', 1),
  'inativacao-temporaria': modelo<{ nome: string; contrato: number; inicio: string; fim: string; dias: number }>(
    'solicitada',
    2,
  ),
  'inativacao-encerrada': modelo<{ nome: string; contrato: number; data: string }>('contrato', 2),
} satisfies Record<string, Modelo>;

/** The template of a name that comes from the queue; undefined: no longer one of ours. */
export const modeloDe = (nome: string): Modelo | undefined => (modelos as Readonly<Record<string, Modelo>>)[nome];

export type NomeDeModelo = keyof typeof modelos;
export type ValoresDe<N extends NomeDeModelo> = NonNullable<(typeof modelos)[N]['valores']>;
