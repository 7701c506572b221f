import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { podeParcelar } from './rules.ts';

export interface NovoServicoAdicional {
  idUsuario: number;
  idCliente: number;
  idServico: number;
  idContrato: number;
  observacao: string;
  parcelas: number;
}

/**
 * Charges a service to a contract, at today's price, in instalments that the billing takes up; gives its id.
 * Throws invalid `cliente.desconhecido`, `usuario.desconhecido`, `referencia.desconhecida` (facts campo, tabela),
 * `venda.parcelas` (facts maximo), conflict `contrato.cancelado`.
 */
export async function cadastrarServicoAdicional(tx: Tx, novo: NovoServicoAdicional): Promise<number> {
  const found = await tx
    .selectNoFrom((eb) => [
      eb.selectFrom('cliente').select('id').where('id', '=', novo.idCliente).as('cliente'),
      eb.selectFrom('usuario').select('id').where('id', '=', novo.idUsuario).where('ativo', '=', true).as('usuario'),
      eb
        .selectFrom('contrato')
        .select('status')
        .where('id', '=', novo.idContrato)
        .where('cliente_id', '=', novo.idCliente)
        .as('status'),
    ])
    .executeTakeFirstOrThrow();
  if (found.cliente === null) throw new DomainError('invalid', 'cliente.desconhecido');
  if (found.usuario === null) throw new DomainError('invalid', 'usuario.desconhecido');
  if (found.status === null) throw desconhecido('idContrato', 'contrato do cliente');
  if (found.status === 'CANCELADO') throw new DomainError('conflict', 'contrato.cancelado');
  const servico = await tx
    .selectFrom('servico')
    .select(['valor', 'permite_parcelar', 'maximo_parcelas'])
    .where('id', '=', novo.idServico)
    .where('ativo', '=', true)
    .executeTakeFirst();
  if (!servico) throw desconhecido('idServico', 'serviço ativo');
  podeParcelar({ permiteParcelar: servico.permite_parcelar, maximoParcelas: servico.maximo_parcelas }, novo.parcelas);
  const { id } = await tx
    .insertInto('servico_adicional')
    .values({
      cliente_id: novo.idCliente,
      contrato_id: novo.idContrato,
      servico_id: novo.idServico,
      usuario_id: novo.idUsuario,
      valor: servico.valor,
      parcelas: novo.parcelas,
      observacao: novo.observacao,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const desconhecido = (campo: string, tabela: string): DomainError =>
  new DomainError('invalid', 'referencia.desconhecida', { campo, tabela });
