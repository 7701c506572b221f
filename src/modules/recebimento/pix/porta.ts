import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { Encargo } from '../encargo.ts';

/** A charge with a due date (cobv), as the Central Bank's API Pix knows it. */
export interface CobrancaPix {
  /** 26 to 35 letters and digits. */
  txid: string;
  /** The key that is paid to. */
  chave: string;
  valor: Centavos;
  vencimento: Day;
  /** Days after the due date on which it can still be paid. */
  validadeAposVencimento: number;
  encargo: Encargo;
  /** null where the customer has no CPF or CNPJ: the bank then asks for none. */
  devedor: { nome: string; documento: string } | null;
  solicitacao: string;
}

/** A charge that is paid at once (cob), for what is owed after the due date. */
export interface CobrancaImediata extends Pick<CobrancaPix, 'txid' | 'chave' | 'valor' | 'devedor' | 'solicitacao'> {
  /** From its creation on. */
  expiracaoSegundos: number;
}

/** The two kinds of charges, as the API names them. */
export type TipoCobranca = 'COB' | 'COBV';

export type SituacaoPix = 'ATIVA' | 'CONCLUIDA' | 'REMOVIDA_PELO_USUARIO_RECEBEDOR' | 'REMOVIDA_PELO_PSP';

export interface CobrancaNoBanco {
  txid: string;
  status: SituacaoPix;
  /** The text of the QR code. */
  copiaECola: string | null;
  /** What was paid to it, where the bank tells. */
  pix: PixRecebido[];
}

/** Money that came by Pix, as webhook, consultation and list give it. */
export interface PixRecebido {
  endToEndId: string;
  /** null: paid to the key, without a charge. */
  txid: string | null;
  chave: string | null;
  valor: Centavos;
  horario: Date;
  /** What of it the bank says is fine and interest, and discount and rebate; null where it does not tell. */
  encargos: Centavos | null;
  desconto: Centavos | null;
  /** What was given back by now, of the returns that were carried out. */
  devolvido: Centavos;
}

/** A return as the bank knows it. */
export interface DevolucaoNoBanco {
  id: string;
  valor: Centavos;
  status: 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO';
  /** Why it was not carried out. */
  motivo: string | null;
}

/** The bank that receives our Pix. Its methods throw PartnerError. */
export interface PixPort {
  /** False: no bank is configured, and nothing is to be asked of it. */
  readonly disponivel: boolean;
  criarCobv(cobranca: CobrancaPix): Promise<CobrancaNoBanco>;
  criarCob(cobranca: CobrancaImediata): Promise<CobrancaNoBanco>;
  consultarCobranca(tipo: TipoCobranca, txid: string): Promise<CobrancaNoBanco>;
  /** Nobody can pay it any more. Refused (PartnerError `recusa`) when it is paid already. */
  removerCobranca(tipo: TipoCobranca, txid: string): Promise<CobrancaNoBanco>;
  /** Everything that was received in a period, at all keys of the account; the whole of it or an error. */
  listarRecebidos(inicio: Date, fim: Date): Promise<PixRecebido[]>;
  /** One Pix that was received. Refused (PartnerError `recusa`, 404) when there is none. */
  consultarPix(endToEndId: string): Promise<PixRecebido>;
  /** Asks for a return; the same `id` again asks for no second one, and may be refused. */
  devolver(endToEndId: string, id: string, valor: Centavos): Promise<DevolucaoNoBanco>;
  /** How a return stands. Refused (PartnerError `recusa`, 404) when the bank has none of that id. */
  consultarDevolucao(endToEndId: string, id: string): Promise<DevolucaoNoBanco>;
  /** Where the bank is to tell of Pix to a key. */
  configurarWebhook(chave: string, url: string): Promise<void>;
}
