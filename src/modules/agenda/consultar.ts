import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Reader } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import type { TipoServico, Turno } from './rules.ts';

const CAPACIDADE = sql<number>`i.capacidade`;
const POR_VIR = sql<boolean>`inicio_do_turno(i.dia, i.turno) > agora()`;

interface Lugar {
  tipoServico: TipoServico;
  tecnologia: number;
  cidade: number;
  tipoContrato: number;
}

// An item without a type of contract serves every type.
const livres = (db: Reader, param: Param<Lugar>) =>
  db
    .selectFrom('agenda_item as i')
    .innerJoin('tecnologia as t', 't.id', 'i.tecnologia_id')
    .select(['i.id', 'i.dia', 'i.turno', 'i.tipo_servico', 'i.tecnicos_em_campo', 'i.agendadas'])
    .select(['i.tipo_contrato_id', 'i.tecnologia_id', 't.descricao as tecnologia'])
    .where('i.cidade_id', '=', param('cidade'))
    .where('i.tecnologia_id', '=', param('tecnologia'))
    .where('i.tipo_servico', '=', param('tipoServico'))
    .where((eb) => eb.or([eb('i.tipo_contrato_id', '=', param('tipoContrato')), eb('i.tipo_contrato_id', 'is', null)]))
    .where('i.agendadas', '<', CAPACIDADE)
    .where(POR_VIR)
    .orderBy('i.dia');

/** The shifts that are still to come and have a place free for a visit of that kind (page 191). */
export const diasDisponiveis = prepared((db, param: Param<Lugar & { hoje: Day }>) =>
  livres(db, param).where('i.dia', '>=', param('hoje')).orderBy('i.turno').orderBy('i.id'),
);

/**
 * Where the visits of a ticket take place: its kind of service, its contract's technology and kind, and the city of
 * the installation address, or else of the standard one. No row: no ticket; nulls: what it does not have.
 */
export const perfilDoAtendimento = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('atendimento as a')
    .leftJoin('tipo_atendimento as ta', 'ta.id', 'a.tipo_atendimento_id')
    .leftJoin('contrato as k', 'k.id', 'a.contrato_id')
    .leftJoin('plano as p', 'p.id', 'k.plano_id')
    .select(['a.id', 'ta.tipo_servico', 'p.tecnologia_id', 'k.tipo_contrato_id'])
    .select(
      sql<number | null>`(
        select coalesce(b.cidade_id, e.cidade_id) from cliente_endereco e
        left join logradouro l on l.id = e.logradouro_id left join bairro b on b.id = l.bairro_id
        left join contrato_endereco ke on ke.cliente_endereco_id = e.id and ke.contrato_id = k.id
        where e.cliente_id = a.cliente_id and e.ativo and (ke.contrato_id is not null or e.tipo = 'PADRAO')
        order by ke.contrato_id is null, e.tipo <> 'INSTALACAO', e.tipo <> 'PADRAO', e.id limit 1)`.as('cidade_id'),
    )
    .where('a.id', '=', param('id')),
);

interface Janela extends Lugar {
  turno: Turno;
  de: Day;
  ate: Day;
}

/** The days of one shift, from the first to the last asked for, on which such a visit can be made (pages 165 and 183). */
export const datasParaReagendar = prepared((db, param: Param<Janela>) =>
  livres(db, param)
    .where('i.turno', '=', param('turno'))
    .where('i.dia', '>=', param('de'))
    .where('i.dia', '<=', param('ate'))
    .orderBy('i.id'),
);
