import { type Static, Type } from 'typebox';
import { type Day, formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, reais } from '#kernel/money.ts';
import { Id, Nullable } from '../wire.ts';

/** The body of the queries about a prospect. */
export const SobreProspecto = Type.Object({ idUsuario: Id, idProspecto: Id });

/** Who asks about which prospect. */
export const pedido = ({ idUsuario, idProspecto }: Static<typeof SobreProspecto>) => ({
  usuarioId: idUsuario,
  prospectoId: idProspecto,
});

/** What a query about a prospect found. Throws invalid `prospecto.desconhecido`, invalid `usuario.desconhecido`. */
export function consultado<T extends { usuario_ativo: boolean }>([row]: readonly T[]): T {
  if (!row) throw new DomainError('invalid', 'prospecto.desconhecido');
  if (!row.usuario_ativo) throw new DomainError('invalid', 'usuario.desconhecido');
  return row;
}

/** The answer of internal credit: without a debt there is no key `faturas`. */
export const RespostaDeCredito = Type.Object({
  resposta: Type.Object({
    faturas: Type.Optional(
      Type.Array(
        Type.Object({
          idCliente: Type.Integer(),
          numeroBoleto: Type.String(),
          dataVencimento: Type.String(),
          valor: Type.Number(),
          valorPago: Nullable(Type.Number()),
          id: Type.Integer(),
          numeroDocumento: Type.String(),
        }),
      ),
    ),
    possuiDivida: Type.Boolean(),
  }),
});

interface Fatura {
  id: number;
  cliente_id: number;
  numero_boleto: string;
  numero_documento: string;
  vencimento: Day;
  valor: Centavos;
}

/** Internal credit on the wire. */
export function respostaDeCredito(faturas: readonly Fatura[]) {
  if (faturas.length === 0) return { resposta: { possuiDivida: false } };
  return {
    resposta: {
      faturas: faturas.map((fatura) => ({
        idCliente: fatura.cliente_id,
        numeroBoleto: fatura.numero_boleto,
        dataVencimento: formatDay(fatura.vencimento, 'dd-MM-yyyy'),
        valor: reais(fatura.valor),
        // Only what is not paid is a debt.
        valorPago: null,
        id: fatura.id,
        numeroDocumento: fatura.numero_documento,
      })),
      possuiDivida: true,
    },
  };
}
