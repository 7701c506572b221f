import { sql } from 'kysely';
import type { TipoServico } from '#modules/agenda/index.ts';
import { type Param, prepared } from '#platform/statement.ts';
import type { StatusAtendimento } from './rules.ts';

/** The kinds of ticket of the contract's technology that have a default destination (page 173). */
export const tiposDoContrato = prepared((db, param: Param<{ contrato: number }>) =>
  db
    .selectFrom('contrato as k')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .innerJoin('tipo_atendimento as ta', 'ta.tipo_tecnologia', 't.tipo')
    .innerJoin('centro_custo as cc', 'cc.id', 'ta.centro_custo_padrao_id')
    .select(['ta.id', 'ta.descricao', 'ta.tipo_servico', 'ta.tipo_tecnologia', 'ta.manutencao_interna'])
    .select(['cc.id as destino_id', 'cc.descricao as destino'])
    .where('k.id', '=', param('contrato'))
    .where('ta.ativo', '=', true)
    .orderBy('ta.id'),
);

// The visit that stands or was made; a cancelled or moved one is none.
const VISITA = sql<{ inicio: Date; turno: string }>`lateral (
  select v.inicio, v.turno from visita v
  where v.atendimento_id = a.id and v.situacao in ('AGENDADA', 'REALIZADA') order by v.id desc limit 1)`;

/** The tickets of one contract, the newest first (page 174). */
export const atendimentosDoContrato = prepared((db, param: Param<{ contrato: number }>) =>
  db
    .selectFrom('atendimento as a')
    .leftJoin('tipo_atendimento as t', 't.id', 'a.tipo_atendimento_id')
    .leftJoin('centro_custo as d', 'd.id', 'a.centro_custo_destino_id')
    .leftJoin(VISITA.as('v'), (join) => join.onTrue())
    .select(['a.protocolo', 'a.descricao', 'a.contrato_id', 'a.cliente_id', 'a.status', 'a.interrupcao', 'a.aberto_em'])
    .select(['a.tipo_atendimento_id', 't.prazo', 't.prazo_unidade', 'd.descricao as destino', 'v.inicio as visita_em'])
    .where('a.contrato_id', '=', param('contrato'))
    .orderBy('a.aberto_em', 'desc')
    .orderBy('a.id', 'desc'),
);

interface Filtros {
  cliente: number;
  contrato: number | null;
  statusContrato: string | null;
  tipoServico: TipoServico | null;
  status: StatusAtendimento | null;
}

/** The tickets of a customer in the order of opening, narrowed by each filter that is not null (pages 163 and 181). */
export const atendimentosDoCliente = prepared((db, param: Param<Filtros>) =>
  db
    .selectFrom('atendimento as a')
    .leftJoin('tipo_atendimento as t', 't.id', 'a.tipo_atendimento_id')
    .leftJoin('contrato as k', 'k.id', 'a.contrato_id')
    .leftJoin(VISITA.as('v'), (join) => join.onTrue())
    .select([
      'a.id',
      'a.protocolo',
      'a.status',
      'a.aberto_em',
      'a.tipo_atendimento_id',
      'a.contrato_id',
      'a.tecnico_id',
    ])
    .select(['t.descricao as tipo', 't.tipo_servico', 'k.status as status_contrato'])
    .select(['v.inicio as visita_em', 'v.turno'])
    .where('a.cliente_id', '=', param('cliente'))
    .where(sql<boolean>`(${param('contrato')}::int is null or a.contrato_id = ${param('contrato')}::int)`)
    .where(sql<boolean>`(${param('statusContrato')}::text is null or k.status = ${param('statusContrato')}::text)`)
    .where(sql<boolean>`(${param('tipoServico')}::text is null or t.tipo_servico = ${param('tipoServico')}::text)`)
    .where(sql<boolean>`(${param('status')}::text is null or a.status = ${param('status')}::text)`)
    .orderBy('a.aberto_em')
    .orderBy('a.id'),
);

/** The grades of a ticket, in hundredths; no row: no ticket. */
export const notasDoAtendimento = prepared((db, param: Param<{ id: number }>) =>
  db.selectFrom('atendimento').select(['id', 'nota_tecnico', 'nota_resolucao']).where('id', '=', param('id')),
);

/** How a visit for this kind of ticket may end (page 192). */
export const fechamentosDoTipo = prepared((db, param: Param<{ tipo: number }>) =>
  db
    .selectFrom('tipo_atendimento_fechamento as tf')
    .innerJoin('fechamento_externo as f', 'f.id', 'tf.fechamento_externo_id')
    .select(['f.id', 'f.descricao', 'f.assinatura_obrigatoria', 'f.imagens_obrigatorias', 'f.solucionado'])
    .where('tf.tipo_atendimento_id', '=', param('tipo'))
    .where('f.ativo', '=', true)
    .orderBy('f.id'),
);

/** What the customer is told of a ticket by e-mail; no row: no ticket. */
export const resumoDoAtendimento = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('atendimento as a')
    .innerJoin('cliente as c', 'c.id', 'a.cliente_id')
    .leftJoin('tipo_atendimento as t', 't.id', 'a.tipo_atendimento_id')
    .leftJoin(VISITA.as('v'), (join) => join.onTrue())
    .select(['a.id', 'a.protocolo', 'a.status', 'a.aberto_em', 'a.descricao', 'a.contrato_id', 't.descricao as tipo'])
    .select(['c.id as cliente_id', 'c.nome', 'c.email', 'v.inicio as visita_em', 'v.turno'])
    .where('a.id', '=', param('id')),
);
