import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { type Autoria, exigirAutoria, exigirCadastrados } from './referencias.ts';

/** Where in a condominium of the ConnectMaster inventory. */
export interface NoCondominio {
  condominioId: number | null;
  blocoId: number | null;
  andar: string | null;
  numeroCasa: string | null;
  apto: string | null;
}

export interface NovoEndereco extends Autoria, NoCondominio {
  logradouroId: number;
  numero: string;
  complemento: string | null;
  referencia: string | null;
  tipo: 'PADRAO' | 'FISCAL' | 'COBRANCA' | 'INSTALACAO';
  classificacaoId: number;
}

/**
 * Registers an address of a customer; gives its id. Throws invalid `usuario.`, `cliente.`, `logradouro.`,
 * `classificacao.`, `condominio_cm.` and `bloco_cm.desconhecido`, `condominio.sem_integracao`.
 */
export async function cadastrarEndereco(tx: Tx, novo: NovoEndereco): Promise<number> {
  await exigirAutoria(tx, [novo]);
  await exigirCadastrados(tx, 'logradouro', [novo.logradouroId]);
  await exigirClassificacaoAtiva(tx, novo.classificacaoId);
  await exigirCondominio(tx, novo);
  const { id } = await tx
    .insertInto('cliente_endereco')
    .values({
      cliente_id: novo.clienteId,
      tipo: novo.tipo,
      logradouro_id: novo.logradouroId,
      numero: novo.numero,
      complemento: novo.complemento,
      referencia: novo.referencia,
      classificacao_id: novo.classificacaoId,
      condominio_cm_id: novo.condominioId,
      bloco_cm_id: novo.blocoId,
      andar: novo.andar,
      numero_casa: novo.numeroCasa,
      apto: novo.apto,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function exigirClassificacaoAtiva(tx: Tx, id: number): Promise<void> {
  const query = tx.selectFrom('classificacao_endereco').select('id').where('id', '=', id).where('ativo', '=', true);
  if (!(await query.executeTakeFirst())) throw new DomainError('invalid', 'classificacao.desconhecida');
}

// «Only to be filled when there is integration with ConnectMaster» (WebService Cliente, p. 147).
async function exigirCondominio(tx: Tx, novo: NovoEndereco): Promise<void> {
  const { usuarioId, condominioId, blocoId, andar, numeroCasa, apto } = novo;
  if ([condominioId, blocoId, andar, numeroCasa, apto].every((value) => value === null)) return;
  const integrada = await tx
    .selectFrom('usuario_empresa as ue')
    .innerJoin('empresa as e', 'e.id', 'ue.empresa_id')
    .select('e.id')
    .where('ue.usuario_id', '=', usuarioId)
    .where('e.integracao_connect_master', '=', true)
    .executeTakeFirst();
  if (!integrada) throw new DomainError('invalid', 'condominio.sem_integracao');
  if (condominioId !== null) await exigirCadastrados(tx, 'condominio_cm', [condominioId]);
  if (blocoId === null) return;
  const bloco = await tx
    .selectFrom('bloco_cm')
    .select('id')
    .where('id', '=', blocoId)
    .where('condominio_cm_id', '=', condominioId)
    .executeTakeFirst();
  if (!bloco) throw new DomainError('invalid', 'bloco_cm.desconhecido');
}

/**
 * A customer with the addresses in use, of every kind. One that came as text (ERP, foreigners) has no ids, and its
 * CEP comes without punctuation like the others'. Latitude and longitude are texts: every digit as it was stored.
 */
export const enderecosDoCliente = prepared((db, param: Param<{ id: number }>) =>
  db
    .selectFrom('cliente as c')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('cliente_endereco as e')
          .leftJoin('logradouro as l', 'l.id', 'e.logradouro_id')
          .leftJoin('bairro as b', 'b.id', 'l.bairro_id')
          .leftJoin('cidade as ci', (join) =>
            join.on('ci.id', '=', (on) => on.fn.coalesce('b.cidade_id', 'e.cidade_id')),
          )
          .leftJoin('classificacao_endereco as k', 'k.id', 'e.classificacao_id')
          .select(['e.id', 'e.tipo', 'e.numero', 'e.complemento', 'e.referencia', 'e.problema_entrega_boleto'])
          .select(['e.logradouro_id', 'b.id as bairro_id', 'ci.id as cidade_id'])
          .select(({ fn }) => [
            fn.coalesce('b.nome', 'e.bairro').as('bairro'),
            fn.coalesce('ci.nome', 'e.cidade').as('cidade'),
            fn.coalesce('ci.uf', 'e.uf').as('uf'),
            fn.coalesce('e.condominio_cm_id', 'e.condominio_id').as('condominio_id'),
          ])
          .select([
            sql<string | null>`coalesce(trim(l.tipo_abreviado || ' ' || l.nome), e.logradouro)`.as('logradouro'),
            sql<string | null>`coalesce(l.cep, nullif(regexp_replace(e.cep, '\\D', '', 'g'), ''))`.as('cep'),
            sql<string | null>`k.id || ' - ' || k.descricao`.as('classificacao'),
            sql<string | null>`e.latitude::text`.as('latitude'),
            sql<string | null>`e.longitude::text`.as('longitude'),
          ])
          .whereRef('e.cliente_id', '=', 'c.id')
          .where('e.ativo', '=', true)
          .orderBy('e.id'),
      ).as('enderecos'),
    )
    .where('c.id', '=', param('id'))
    .where('c.situacao', '!=', 'E'),
);
