import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { calendarioDoExpediente } from './calendario.ts';
import { prazoDe } from './prazo.ts';
import { estaAberto, podeAbrirEm, type StatusAtendimento } from './rules.ts';
import { type Autor, registrarStatus } from './status.ts';

export interface NovoAtendimento extends Autor {
  /** Whose ticket it is; the contract's customer where only a contract is told. */
  clienteId?: number | undefined;
  contratoId?: number | undefined;
  tipoId?: number | undefined;
  centroCustoOrigemId?: number | undefined;
  /** The type's own unless told. */
  centroCustoDestinoId?: number | undefined;
  /** PENDENTE unless told. */
  status?: StatusAtendimento | undefined;
  descricao: string;
}

// Everything that a new ticket refers to, in one round trip; a null is something that does not exist.
const referencias = prepared(
  (db, param: Param<{ contrato: number | null; tipo: number | null; origem: number | null; destino: number | null }>) =>
    db
      .selectNoFrom((eb) => [
        eb
          .selectFrom('centro_custo')
          .select('id')
          .where('ativo', '=', true)
          .where('id', '=', param('origem'))
          .as('origem'),
        eb
          .selectFrom('centro_custo')
          .select('id')
          .where('ativo', '=', true)
          .where('id', '=', param('destino'))
          .as('destino'),
      ])
      .select(sql<Date>`agora()`.as('agora'))
      .select((eb) =>
        sql<{ cliente_id: number; tipo: string } | null>`(${eb
          .selectFrom('contrato as k')
          .innerJoin('plano as p', 'p.id', 'k.plano_id')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .where('k.id', '=', param('contrato'))
          .select(sql`jsonb_build_object('cliente_id', k.cliente_id, 'tipo', t.tipo)`.as('j'))})`.as('contrato'),
      )
      .select((eb) =>
        sql<TipoLido | null>`(${eb
          .selectFrom('tipo_atendimento as t')
          .where('t.id', '=', param('tipo'))
          .where('t.ativo', '=', true)
          .select(sql`to_jsonb(t)`.as('j'))})`.as('tipo'),
      ),
);

interface TipoLido {
  tipo_tecnologia: string;
  centro_custo_padrao_id: number | null;
  prazo: number | null;
  prazo_unidade: 'HORAS' | 'DIAS' | null;
  prazo_corrido: boolean;
}

/**
 * Opens a ticket with a protocol of its own and the deadline of its type; gives id and protocol. A second ticket of
 * the same kind may be open beside it: only people can tell whether it is the same trouble.
 * Throws notFound `contrato.nao_encontrado` (also somebody else's), invalid `referencia.desconhecida` (facts campo,
 * tabela), `atendimento.tipo_tecnologia`, `atendimento.status_inicial`.
 */
export async function abrirAtendimento(tx: Tx, novo: NovoAtendimento): Promise<{ id: number; protocolo: string }> {
  const { contratoId = null, tipoId = null, centroCustoOrigemId = null, centroCustoDestinoId = null } = novo;
  const status = novo.status ?? 'PENDENTE';
  if (!podeAbrirEm(status)) throw new DomainError('invalid', 'atendimento.status_inicial', { status });
  const [lido] = await referencias(tx, {
    contrato: contratoId,
    tipo: tipoId,
    origem: centroCustoOrigemId,
    destino: centroCustoDestinoId,
  });
  if (!lido) throw new Error('a statement without FROM gave no row');
  const { contrato, tipo } = lido;
  const clienteId = novo.clienteId ?? contrato?.cliente_id;
  if (clienteId === undefined || (contratoId !== null && contrato?.cliente_id !== clienteId)) {
    throw new DomainError('notFound', 'contrato.nao_encontrado');
  }
  if (tipoId !== null && !tipo) throw desconhecido('idTipoAtendimento', 'tipo de atendimento ativo');
  if (centroCustoOrigemId !== null && lido.origem === null) throw desconhecido('idCentroCustoOrigem', CENTRO);
  if (centroCustoDestinoId !== null && lido.destino === null) throw desconhecido('idCentroCustoDestino', CENTRO);
  if (tipo && contrato && tipo.tipo_tecnologia !== contrato.tipo) {
    throw new DomainError('invalid', 'atendimento.tipo_tecnologia', { tecnologia: contrato.tipo });
  }
  const { id, protocolo } = await tx
    .insertInto('atendimento')
    .values({
      protocolo: sql<string>`proximo_protocolo()`,
      cliente_id: clienteId,
      contrato_id: contratoId,
      tipo_atendimento_id: tipoId,
      status,
      descricao: novo.descricao,
      centro_custo_origem_id: centroCustoOrigemId,
      centro_custo_destino_id: centroCustoDestinoId ?? tipo?.centro_custo_padrao_id ?? null,
      prazo_em: tipo && (await prazoDoTipo(tx, tipo, lido.agora)),
      encerrado_em: estaAberto(status) ? null : lido.agora,
      usuario_id: novo.usuarioId ?? null,
      integrador_id: novo.integradorId ?? null,
    })
    .returning(['id', 'protocolo'])
    .executeTakeFirstOrThrow();
  const { usuarioId, integradorId } = novo;
  await registrarStatus(tx, null, { atendimentoId: id, para: status, motivo: 'ABERTURA', usuarioId, integradorId });
  return { id, protocolo };
}

async function prazoDoTipo(tx: Tx, { prazo, prazo_unidade, prazo_corrido }: TipoLido, aberto: Date) {
  if (prazo === null || prazo_unidade === null) return null;
  const calendario = prazo_corrido ? { turnos: [], feriado: () => false } : await calendarioDoExpediente(tx);
  return prazoDe(aberto, { quantidade: prazo, unidade: prazo_unidade, corrido: prazo_corrido }, calendario);
}

const CENTRO = 'centro de custo ativo';

const desconhecido = (campo: string, tabela: string): DomainError =>
  new DomainError('invalid', 'referencia.desconhecida', { campo, tabela });
