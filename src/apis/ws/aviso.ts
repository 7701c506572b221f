import { type Static, Type } from 'typebox';

/** A notice of the app, as both of its lists show it (document pages 15 and 145). */
export const Aviso = Type.Object({
  id: Type.Integer(),
  titulo: Type.String(),
  mensagem: Type.String(),
  status: Type.String(),
  dataCadastro: Type.Integer(),
  idCliente: Type.Integer(),
});

interface AvisoLido {
  id: number;
  titulo: string;
  mensagem: string;
  status: string;
  criado_ms: number;
  cliente_id: number;
}

/** A notice on the wire; its moment is in epoch milliseconds. */
export function avisoOf({ id, titulo, mensagem, status, criado_ms, cliente_id }: AvisoLido): Static<typeof Aviso> {
  return { id, titulo, mensagem, status, dataCadastro: criado_ms, idCliente: cliente_id };
}
