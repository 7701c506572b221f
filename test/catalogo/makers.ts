import type { Insertable } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import type { Database, DB } from '#platform/db.ts';

/** A municipality that came with the product: CONSELHEIRO LAFAIETE. */
export const CIDADE = 3118304;
export const OUTRA_CIDADE = 3106200;

export const makeTipoContrato = (db: Database) =>
  db.insertInto('tipo_contrato').values({ nome: 'RESIDENCIAL' }).returningAll().executeTakeFirstOrThrow();

export const makeTecnologia = (db: Database, tipo: 'INTERNET' | 'TELEFONIA' | 'TV' = 'INTERNET') =>
  db.insertInto('tecnologia').values({ descricao: 'FIBRA', tipo }).returningAll().executeTakeFirstOrThrow();

/** A plan for sale everywhere at 99.90, with a technology and a kind of contract of its own unless told. */
export async function makePlano(
  db: Database,
  changed: Partial<Insertable<DB['plano']>> = {},
  tipoContratoId?: number,
): Promise<{ id: number; tecnologiaId: number; tipoContratoId: number }> {
  const tecnologiaId = changed.tecnologia_id ?? (await makeTecnologia(db)).id;
  const tipo = tipoContratoId ?? (await makeTipoContrato(db)).id;
  const { id } = await db
    .insertInto('plano')
    .values({ descricao: 'PLANO', tecnologia_id: tecnologiaId, valor: centavos(9990), a_venda: true, ...changed })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('plano_tipo_contrato').values({ plano_id: id, tipo_contrato_id: tipo }).execute();
  return { id, tecnologiaId, tipoContratoId: tipo };
}

/** A promotion of 10 % in force for years, without any condition unless told. */
export const makePromocao = (db: Database, changed: Partial<Insertable<DB['promocao']>> = {}) =>
  db
    .insertInto('promocao')
    .values({
      descricao: 'PROMOCAO',
      inicio: day('2018-01-01'),
      fim: day('2198-12-31'),
      em_porcentagem: true,
      desconto: 1000,
      numero_mensalidades: 6,
      ...changed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

let next = 0;

export const makeBairro = (db: Database, cidade_id = CIDADE) => {
  const nome = `BAIRRO ${next++}`;
  return db
    .insertInto('bairro')
    .values({ cidade_id, nome, nome_abreviado: nome })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** A coverage area; a city has one at most, so the row of an earlier test gives way. */
export async function makeArea(db: Database, { cidadeId, bairroId }: { cidadeId?: number; bairroId?: number }) {
  const area = await db
    .insertInto('area_cobertura')
    .values({ descricao: 'AREA' })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (cidadeId) {
    await db
      .insertInto('area_cobertura_cidade')
      .values({ cidade_id: cidadeId, area_cobertura_id: area.id })
      .onConflict((oc) => oc.column('cidade_id').doUpdateSet({ area_cobertura_id: area.id }))
      .execute();
  }
  if (bairroId) {
    await db.insertInto('area_cobertura_bairro').values({ bairro_id: bairroId, area_cobertura_id: area.id }).execute();
  }
  return area;
}

export const makeVelocidade = (db: Database, download_kbps = 2048) =>
  db
    .insertInto('velocidade')
    .values({ descricao: `${download_kbps} kbps`, download_kbps, upload_kbps: 1024 })
    .returningAll()
    .executeTakeFirstOrThrow();

export const makePreco = (
  db: Database,
  row: Pick<Insertable<DB['tabela_preco']>, 'plano_id' | 'tipo_contrato_id' | 'area_cobertura_id'> &
    Partial<Insertable<DB['tabela_preco']>>,
) =>
  db
    .insertInto('tabela_preco')
    .values({ tipo_pessoa: 'FISICA', valor: centavos(8000), ...row })
    .returningAll()
    .executeTakeFirstOrThrow();

/** A package of plans, in the order given. */
export async function makePacote(
  db: Database,
  tipoContratoId: number,
  itens: { plano_id: number; desconto?: number; em_porcentagem?: boolean }[],
) {
  const pacote = await db
    .insertInto('pacote')
    .values({ descricao: 'PACOTE', tipo_contrato_id: tipoContratoId })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .insertInto('pacote_item')
    .values(itens.map((item, i) => ({ ...item, pacote_id: pacote.id, ordem: i + 1 })))
    .execute();
  return pacote;
}

export const makeEmpresa = (db: Database) =>
  db
    .insertInto('empresa')
    .values({ nome: 'EMPRESA', nome_fantasia: 'EMPRESA' })
    .returningAll()
    .executeTakeFirstOrThrow();

/** A prospect, with a PADRAO address in that city if one is named. */
export async function makeProspecto(
  db: Database,
  tipo_pessoa: 'FISICA' | 'JURIDICA',
  cidadeId?: number,
): Promise<number> {
  const segmento = await db.insertInto('segmento').values({ descricao: 'S' }).returning('id').executeTakeFirstOrThrow();
  const funil = await db
    .insertInto('funil_prospecto')
    .values({ segmento_id: segmento.id, descricao: 'F', ordem: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const tipo = await db
    .insertInto('tipo_prospecto')
    .values({ descricao: 'T' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const canal = await db.insertInto('canal_venda').values({ descricao: 'C' }).returning('id').executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('prospecto')
    .values({
      tipo_pessoa,
      nome: 'PROSPECTO',
      segmento_id: segmento.id,
      tipo_prospecto_id: tipo.id,
      canal_venda_id: canal.id,
      empresa_id: (await makeEmpresa(db)).id,
      funil_id: funil.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (cidadeId !== undefined) await makeMorada(db, id, cidadeId);
  return id;
}

async function makeMorada(db: Database, prospecto_id: number, cidadeId: number): Promise<void> {
  const bairro = await makeBairro(db, cidadeId);
  const logradouro = await db
    .insertInto('logradouro')
    .values({ bairro_id: bairro.id, nome: 'RUA', nome_abreviado: 'RUA' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const classificacao = await db
    .insertInto('classificacao_endereco')
    .values({ descricao: 'C' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('prospecto_endereco')
    .values({
      prospecto_id,
      tipo: 'PADRAO',
      logradouro_id: logradouro.id,
      numero: '1',
      classificacao_id: classificacao.id,
    })
    .execute();
}
