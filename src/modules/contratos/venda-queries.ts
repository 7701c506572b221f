import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import { vendavel } from '#modules/catalogo/index.ts';
import { type Param, prepared } from '#platform/statement.ts';

interface TermosIds {
  idUsuario: number;
  idCliente: number;
  idTipoContrato: number;
  idsEnderecos: readonly number[];
  idOrigemComercial: number;
  idVencimento: number;
  idFormaCobranca: number;
  idCanalVenda: number;
  idDadosDebito: number | null;
  idVelocidade: number | null;
}

/** Everything that the terms of a sale refer to, in one statement; null or empty where it does not exist. */
export const termosDaVenda = prepared((db, param: Param<TermosIds>) =>
  db.selectNoFrom((eb) => [
    jsonObjectFrom(
      eb
        .selectFrom('cliente')
        .select(['id', 'nome', 'tipo_pessoa'])
        .where('id', '=', param('idCliente'))
        .where('situacao', '!=', 'E'),
    ).as('cliente'),
    eb
      .selectFrom('usuario')
      .select('perfil_id')
      .where('id', '=', param('idUsuario'))
      .where('ativo', '=', true)
      .as('perfil_id'),
    eb.selectFrom('tipo_contrato').select('id').where('id', '=', param('idTipoContrato')).as('tipo_contrato_id'),
    eb.selectFrom('origem_comercial').select('id').where('id', '=', param('idOrigemComercial')).as('origem_id'),
    eb
      .selectFrom('canal_venda')
      .select('id')
      .where('id', '=', param('idCanalVenda'))
      .where('ativo', '=', true)
      .as('canal_id'),
    jsonObjectFrom(
      eb
        .selectFrom('vencimento')
        .select(['id', 'pre_pago'])
        .where('id', '=', param('idVencimento'))
        .where('ativo', '=', true),
    ).as('vencimento'),
    jsonObjectFrom(
      eb
        .selectFrom('forma_cobranca as f')
        .innerJoin('empresa as e', 'e.id', 'f.empresa_id')
        .select([
          'f.empresa_id',
          'f.debito_automatico',
          'f.pre_pago',
          'f.permite_pacote',
          'e.integracao_connect_master',
        ])
        .where('f.id', '=', param('idFormaCobranca'))
        .where('f.ativa', '=', true),
    ).as('forma'),
    eb
      .selectFrom('cliente_dados_debito')
      .select('id')
      .where('id', '=', param('idDadosDebito'))
      .where('cliente_id', '=', param('idCliente'))
      .where('ativo', '=', true)
      .as('dados_debito_id'),
    eb.selectFrom('velocidade').select('id').where('id', '=', param('idVelocidade')).as('velocidade_id'),
    jsonArrayFrom(
      eb
        .selectFrom('cliente_endereco as e')
        .leftJoin('logradouro as l', 'l.id', 'e.logradouro_id')
        .leftJoin('bairro as b', 'b.id', 'l.bairro_id')
        .leftJoin('cidade as c', (join) =>
          join.on((on) => on('c.id', '=', on.fn.coalesce('b.cidade_id', 'e.cidade_id'))),
        )
        .select(['e.id', 'e.tipo', 'l.bairro_id', 'c.id as cidade_id', 'c.uf'])
        .select((sub) => sub.fn.coalesce('l.cep', 'e.cep').as('cep'))
        .where('e.cliente_id', '=', param('idCliente'))
        .where('e.ativo', '=', true)
        .where((sub) => sub('e.id', '=', sub.fn.any(param('idsEnderecos')))),
    ).as('enderecos'),
  ]),
);

interface PlanosPedidos {
  ids: readonly number[];
  empresaId: number;
  tipoContrato: number;
  pessoa: string;
  cidade: number;
  hoje: Day;
}

/** The plans of a sale with all that a sale must know of them, in one statement. */
export const planosDaVenda = prepared((db, param: Param<PlanosPedidos>) =>
  db
    .selectFrom('plano as p')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .leftJoin('plano_rede as r', 'r.plano_id', 'p.id')
    .select([
      'p.id',
      'p.descricao',
      'p.tecnologia_id',
      'p.utiliza_tabela_preco',
      'p.possui_planejamento_tributario',
      'p.servico_instalacao_id',
      'p.habilita_na_venda',
      't.descricao as tecnologia',
      't.tipo as tipo_tecnologia',
      't.fibra',
      'r.velocidade_id',
      'r.login_padrao',
      'r.senha_padrao',
    ])
    .select((eb) => [
      // The number that the contract will have: its login is made of it, and both are written at once.
      sql<number>`nextval(pg_get_serial_sequence('contrato', 'id'))::integer`.as('contrato_id'),
      vendavel({
        hoje: param('hoje'),
        tipoContrato: param('tipoContrato'),
        pessoa: param('pessoa'),
        cidade: param('cidade'),
      }).as('vendavel'),
      eb.fn.coalesce('r.reserva_saida_caixa', eb.lit(false)).as('reserva_saida'),
      eb.fn.coalesce('r.gera_login_automatico', eb.lit(true)).as('gera_login'),
      eb.fn.coalesce('r.gera_senha_automatica', eb.lit(true)).as('gera_senha'),
      jsonArrayFrom(
        eb
          .selectFrom('plano_planejamento as pp')
          .innerJoin('planejamento_tributario as pt', 'pt.id', 'pp.planejamento_tributario_id')
          .leftJoin('servico as s', 's.id', 'pt.servico_id')
          .select(['pt.id', 's.id as servico_id', 's.valor', 's.permite_parcelar', 's.maximo_parcelas'])
          .whereRef('pp.plano_id', '=', 'p.id')
          .where('pt.empresa_id', '=', param('empresaId')),
      ).as('planejamentos'),
      jsonObjectFrom(
        eb
          .selectFrom('servico as s')
          .select(['s.id', 's.valor', 's.permite_parcelar', 's.maximo_parcelas'])
          .whereRef('s.id', '=', 'p.servico_instalacao_id'),
      ).as('servico_instalacao'),
    ])
    .where((eb) => eb('p.id', '=', eb.fn.any(param('ids')))),
);

/** Prices of the chosen extras that may be sold beside a plan. */
export const extrasDaVenda = prepared(
  (db, param: Param<{ voz: readonly number[]; canais: readonly number[]; pacotes: readonly number[] }>) =>
    db.selectNoFrom((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('pacote_voz')
          .select(['id', 'valor'])
          .where('venda_extra', '=', true)
          .where((sub) => sub('id', '=', sub.fn.any(param('voz')))),
      ).as('voz'),
      jsonArrayFrom(
        eb
          .selectFrom('canal_tv')
          .select(['id', 'valor'])
          .where('permite_a_la_carte', '=', true)
          .where((sub) => sub('id', '=', sub.fn.any(param('canais')))),
      ).as('canais'),
      jsonArrayFrom(
        eb
          .selectFrom('pacote_tv')
          .select(['id', 'valor'])
          .where('venda_extra', '=', true)
          .where((sub) => sub('id', '=', sub.fn.any(param('pacotes')))),
      ).as('pacotes'),
    ]),
);
