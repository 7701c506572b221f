/** What is attached when the message is sent, such as the PDF of an invoice as it is then. */
export interface Anexo {
  tipo: TipoDeAnexo;
  id: number;
}

/** A kind more is a line here and who makes it in `src/anexadores.ts`. */
export type TipoDeAnexo = 'fatura';

export interface Arquivo {
  /** With its ending: `fatura-90.pdf`. */
  nome: string;
  /** MIME type. */
  tipo: string;
  bytes: Uint8Array;
}

/** Makes the attachments of one kind. Throws when it cannot: the message is then tried again, as after any failure. */
export type Anexadores = { readonly [T in TipoDeAnexo]?: (id: number) => Promise<Arquivo> };
