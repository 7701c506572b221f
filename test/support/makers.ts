import type { Insertable } from 'kysely';
import { cpfFor } from '#kernel/documents.ts';
import { centavos } from '#kernel/money.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import type { Database, DB } from '#platform/db.ts';

let next = 100_000_000 + Math.floor(Math.random() * 800_000_000);

/** A valid CPF that no other call has given. */
export const newCpf = (): string => cpfFor(String(next++));

/** A customer with nothing but a name and a valid CPF, unless told. */
export async function makeCliente(db: Database, changed: Partial<Insertable<DB['cliente']>> = {}) {
  return db
    .insertInto('cliente')
    .values({ nome: 'FULANO DE TESTE', documento: newCpf(), ...changed })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A customer who can log in with the document and the password `segredo`. */
export async function makeAssinante(db: Database, changed: Partial<Insertable<DB['cliente']>> = {}) {
  const cliente = await makeCliente(db, changed);
  const usuario = cliente.documento ?? String(cliente.id);
  await db
    .insertInto('acesso_cliente')
    .values({ cliente_id: cliente.id, login: usuario, senha_hash: await segredoHash })
    .execute();
  return { ...cliente, acesso: { usuario, senha: 'segredo' } };
}

const segredoHash = hashSenha('segredo');

/** A contract with a plan and a due day of its own. */
export async function makeContrato(db: Database, clienteId: number, changed: Partial<Insertable<DB['contrato']>> = {}) {
  const tecnologia = await db
    .insertInto('tecnologia')
    .values({ descricao: 'FIBRA', tipo: 'INTERNET' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const plano = await db
    .insertInto('plano')
    .values({ descricao: 'PLANO DE TESTE', tecnologia_id: tecnologia.id, valor: centavos(9990) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const vencimento = await db
    .insertInto('vencimento')
    .values({ dia: 10, dia_faturamento_inicial: 11, dia_faturamento_final: 10 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const tipo = await db
    .insertInto('tipo_contrato')
    .values({ nome: 'RESIDENCIAL' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return db
    .insertInto('contrato')
    .values({
      cliente_id: clienteId,
      plano_id: plano.id,
      tipo_contrato_id: tipo.id,
      vencimento_id: vencimento.id,
      valor: centavos(9990),
      status: 'HABILITADO',
      ...changed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** An internal user with a profile of its own and the password `segredo`. */
export async function makeUsuario(db: Database, changed: Partial<Insertable<DB['usuario']>> = {}) {
  const perfil = await db.insertInto('perfil').values({ nome: 'TESTE' }).returning('id').executeTakeFirstOrThrow();
  return db
    .insertInto('usuario')
    .values({
      login: `usuario.${next++}`,
      nome: 'USUARIO',
      senha_hash: await segredoHash,
      perfil_id: perfil.id,
      ...changed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A street with a CEP, in a district of its own; in Conselheiro Lafaiete unless told. */
export async function makeLogradouro(
  db: Database,
  {
    bairro = {},
    ...changed
  }: Partial<Insertable<DB['logradouro']>> & { bairro?: Partial<Insertable<DB['bairro']>> } = {},
) {
  const nome = `BAIRRO ${next++}`;
  const { id } = await db
    .insertInto('bairro')
    .values({ cidade_id: CONSELHEIRO_LAFAIETE, nome, nome_abreviado: nome, ...bairro })
    .returning('id')
    .executeTakeFirstOrThrow();
  return db
    .insertInto('logradouro')
    .values({
      bairro_id: id,
      tipo: 'RUA',
      tipo_abreviado: 'R.',
      nome: 'DO TESTE',
      nome_abreviado: 'DO TESTE',
      cep: String(next++).slice(0, 8),
      ...changed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const CONSELHEIRO_LAFAIETE = 3118304;
