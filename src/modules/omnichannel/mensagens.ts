import { formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { formatReais } from '#kernel/money.ts';
import { celularParaSms } from '#modules/clientes/index.ts';
import { linhaDigitavel, linhaFormatada, valorDoCodigo } from '#modules/cobranca/index.ts';
import { agendarEmail, agendarSms, type ConteudoDado } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';

/** A message that was asked for at this moment: `pedido` tells it from the same one asked for another time. */
export interface Pedido extends ConteudoDado {
  pedido: string;
}

/**
 * Sends the line of digits of an open invoice to its customer by SMS (page 167); gives the number, DDD first. A given
 * content comes before the line, which is what the message is for.
 * Throws notFound `fatura.nao_encontrada`, conflict `fatura.nao_aberta`, `fatura.sem_boleto`, `cliente.sem_celular`.
 */
export async function enviarLinhaDigitavel(tx: Tx, faturaId: number, { pedido, ...conteudo }: Pedido): Promise<string> {
  const fatura = await tx
    .selectFrom('fatura as f')
    .leftJoin('boleto as b', (join) =>
      join.onRef('b.fatura_id', '=', 'f.id').on('b.situacao', 'in', ['A_REGISTRAR', 'REMETIDO', 'REGISTRADO']),
    )
    .select(['f.cliente_id', 'f.situacao', 'f.vencimento', 'b.codigo_barras'])
    .where('f.id', '=', faturaId)
    .executeTakeFirst();
  if (!fatura) throw new DomainError('notFound', 'fatura.nao_encontrada');
  if (fatura.situacao !== 'ABERTA') throw new DomainError('conflict', 'fatura.nao_aberta');
  if (fatura.codigo_barras === null) throw new DomainError('conflict', 'fatura.sem_boleto');
  const telefone = await celularParaSms(tx, fatura.cliente_id);
  if (!telefone) throw new DomainError('conflict', 'cliente.sem_celular');
  await agendarSms(tx, {
    ...conteudo,
    clienteId: fatura.cliente_id,
    telefone,
    modelo: 'linha-digitavel',
    valores: {
      // A boleto that was issued again asks for what was owed then.
      valor: formatReais(valorDoCodigo(fatura.codigo_barras)),
      vencimento: formatDay(fatura.vencimento, 'dd/MM/yyyy'),
      linhaDigitavel: linhaFormatada(linhaDigitavel(fatura.codigo_barras)),
    },
    causa: `linha_digitavel ${faturaId} ${pedido}`,
  });
  return `${telefone.ddd}${telefone.numero}`;
}

/**
 * Sends a customer the rules for a change of holder by e-mail (page 171); gives the address.
 * Throws notFound `cliente.nao_encontrado`, conflict `cliente.sem_email`.
 */
export async function enviarRegrasDeTitularidade(
  tx: Tx,
  clienteId: number,
  { pedido, ...conteudo }: Pedido,
): Promise<string> {
  const cliente = await tx
    .selectFrom('cliente')
    .select(['nome', 'email'])
    .where('id', '=', clienteId)
    .where('situacao', '!=', 'E')
    .executeTakeFirst();
  if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
  if (!cliente.email) throw new DomainError('conflict', 'cliente.sem_email');
  await agendarEmail(tx, {
    ...conteudo,
    clienteId,
    para: cliente.email,
    modelo: 'titularidade',
    valores: { nome: cliente.nome },
    causa: `titularidade ${clienteId} ${pedido}`,
  });
  return cliente.email;
}
