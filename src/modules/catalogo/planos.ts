import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { cidadeDoProspecto } from './prospecto.ts';
import type { Pessoa } from './rules.ts';
import { vendavel } from './vendavel.ts';

interface PlanosPedidos {
  tecnologiaId: number;
  tipoContratoId: number;
  tipoPessoa: Pessoa;
  cidadeId: number;
  hoje: Day;
}

/** The plans for sale, with their network, voice and TV attributes and installation service, in one statement. */
export const planosAVenda = prepared((db, param: Param<PlanosPedidos>) =>
  db
    .selectFrom('plano as p')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .leftJoin('servico as s', 's.id', 'p.servico_instalacao_id')
    .leftJoin('plano_rede as r', 'r.plano_id', 'p.id')
    .leftJoin('velocidade as v', 'v.id', 'r.velocidade_id')
    .leftJoin('plano_voz as pv', 'pv.plano_id', 'p.id')
    .leftJoin('pacote_voz as z', 'z.id', 'pv.pacote_voz_id')
    .leftJoin('plano_tv as pt', 'pt.plano_id', 'p.id')
    .leftJoin('pacote_tv as tv', 'tv.id', 'pt.pacote_tv_id')
    .select(['p.id', 'p.descricao', 'p.valor', 'p.utiliza_tabela_preco', 'p.possui_planejamento_tributario'])
    .select(['t.descricao as tecnologia', 't.tipo as tipo_tecnologia'])
    .select(['s.id as servico_id', 's.descricao as servico', 's.valor as servico_valor'])
    .select(['s.permite_parcelar', 's.maximo_parcelas'])
    .select([
      'r.id as rede_id',
      'r.limite_franquia',
      'r.descricao_franquia',
      'r.quantidade_ip',
      'v.descricao as velocidade',
    ])
    .select(['r.reserva_saida_caixa', 'r.gera_login_automatico', 'r.gera_login_automatico_cidade'])
    .select(['r.gera_senha_automatica', 'r.login_padrao', 'r.senha_padrao'])
    .select(['z.id as voz_id', 'z.descricao as voz', 'tv.id as tv_id', 'tv.descricao as tv'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('franquia_voz as f')
          .innerJoin('tipo_ligacao as l', 'l.id', 'f.tipo_ligacao_id')
          .select(['f.descricao', 'f.minutos', 'l.descricao as tipo_ligacao'])
          .whereRef('f.pacote_voz_id', '=', 'z.id')
          .orderBy('f.id'),
      ).as('franquias'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('pacote_tv_canal as k')
          .innerJoin('canal_tv as c', 'c.id', 'k.canal_tv_id')
          .select(['c.id', 'c.descricao'])
          .whereRef('k.pacote_tv_id', '=', 'tv.id')
          .orderBy('k.ordem'),
      ).as('canais'),
    )
    .where('p.tecnologia_id', '=', param('tecnologiaId'))
    .where(
      vendavel({
        hoje: param('hoje'),
        tipoContrato: param('tipoContratoId'),
        pessoa: param('tipoPessoa'),
        cidade: param('cidadeId'),
      }),
    )
    .orderBy('p.id'),
);

interface DoProspecto {
  prospectoId: number;
  tecnologiaId: number;
  tipoContratoId: number;
  hoje: Day;
}

/** The plans for sale to a prospect: its kind of person, its city. No row: no such prospect. */
export const planosParaProspecto = prepared((db, param: Param<DoProspecto>) =>
  db
    .selectFrom('prospecto as o')
    .leftJoinLateral(cidadeDoProspecto, (join) => join.onTrue())
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('plano as p')
          .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
          .select(['p.id', 'p.descricao', 'p.valor', 'p.utiliza_tabela_preco'])
          .select(['t.descricao as tecnologia', 't.tipo as tipo_tecnologia'])
          .where('p.tecnologia_id', '=', param('tecnologiaId'))
          .where(
            vendavel({
              hoje: param('hoje'),
              tipoContrato: param('tipoContratoId'),
              pessoa: sql.ref('o.tipo_pessoa'),
              cidade: sql.ref('morada.cidade_id'),
            }),
          )
          .orderBy('p.id'),
      ).as('planos'),
    )
    .where('o.id', '=', param('prospectoId')),
);
