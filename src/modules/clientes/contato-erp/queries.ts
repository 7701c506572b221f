import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import { preparedById } from '#platform/by-id.ts';
import { enderecoErp, momentoErp, telefoneErp } from './leitura.ts';

/** A customer as an ERP sees it, excluded ones too, in one statement. */
export const contatoErp = preparedById((db, id) =>
  db
    .selectFrom('cliente as c')
    .leftJoin('usuario as v', 'v.id', 'c.vendedor_id')
    .select(['c.id', 'c.codigo', 'c.nome', 'c.nome_fantasia', 'c.tipo_pessoa', 'c.documento', 'c.situacao'])
    .select(['c.inscricao_estadual', 'c.rg', 'c.inscricao_municipal', 'c.pessoas_contato_texto', 'c.observacao'])
    .select(['c.email', 'c.email_nfe', 'c.site', 'c.crt', 'c.estado_civil', 'c.profissao', 'c.sexo', 'c.naturalidade'])
    .select(['c.nome_pai', 'c.cpf_pai', 'c.nome_mae', 'c.cpf_mae', 'c.limite_credito'])
    .select(sql<Day | null>`c.nascimento`.as('nascimento'))
    .select(['c.vendedor_id', 'v.nome as nome_vendedor'])
    .select([momentoErp('c.criado_em').as('data_criacao'), momentoErp('c.atualizado_em').as('data_atualizacao')])
    .select([enderecoErp('PADRAO', 'c.id').as('endereco'), enderecoErp('COBRANCA', 'c.id').as('cobranca')])
    .select([
      telefoneErp(['RESIDENCIAL', 'COMERCIAL'], 'c.id').as('fone'),
      telefoneErp(['CELULAR'], 'c.id').as('celular'),
      telefoneErp(['FAX'], 'c.id').as('fax'),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb.selectFrom('cliente_papel as p').select('p.papel').whereRef('p.cliente_id', '=', 'c.id').orderBy('p.ordem'),
      ).as('tipos'),
      jsonArrayFrom(
        eb
          .selectFrom('cliente_contato as p')
          .select(['p.id', 'p.nome', 'p.telefone', 'p.celular', 'p.ramal', 'p.email', 'p.departamento'])
          .whereRef('p.cliente_id', '=', 'c.id')
          .orderBy('p.id'),
      ).as('pessoas'),
    ])
    .where('c.id', '=', id),
);
