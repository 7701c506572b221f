import type { InsertObject } from 'kysely';
import type { DB } from '#platform/db.ts';
import { inventContract } from './contract.ts';
import { homens, mulheres, ramos, sobrenomes } from './names.ts';
import { inventDay, type Random } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** Percent of the customers who want one invoice for all their contracts. */
const SINGLE = 30;

/** The ids that a customer's rows get. */
export interface Ids {
  cliente: number;
  endereco: number;
  /** Not all of them need be used. */
  contratos: readonly number[];
}

/** The rows of one customer, in the order in which they are inserted. */
export type CustomerRows = {
  [T in
    | 'cliente'
    | 'cliente_telefone'
    | 'cliente_endereco'
    | 'acesso_cliente'
    | 'contrato'
    | 'contrato_endereco'
    | 'contrato_promocao'
    | 'contrato_extra']: InsertObject<DB, T>[];
};

/** Invents a customer with this document: login, telephones, one address, one or two contracts. */
export function inventCustomer(
  random: Random,
  around: Surroundings,
  ids: Ids,
  documento: string,
  senhaHash: string,
): CustomerRows {
  const rua = random.of(around.logradouros);
  const contratos = ids.contratos
    .slice(0, random.chance(25) ? 2 : 1)
    .map((id) => inventContract(random, around, id, ids.cliente));
  return {
    cliente: [
      documento.length === 11 ? person(random, ids.cliente, documento) : company(random, ids.cliente, documento),
    ],
    cliente_telefone: telephones(random, ids.cliente, rua.ddd),
    cliente_endereco: [
      {
        id: ids.endereco,
        cliente_id: ids.cliente,
        tipo: 'PADRAO',
        logradouro_id: rua.id,
        numero: String(1 + random.below(1500)),
        complemento: random.chance(25) ? `APTO ${1 + random.below(40)}0${1 + random.below(4)}` : null,
        classificacao_id: around.classificacao,
      },
    ],
    acesso_cliente: [{ cliente_id: ids.cliente, login: documento, senha_hash: senhaHash }],
    contrato: contratos.map(({ contrato }) => contrato),
    contrato_endereco: contratos.map(({ id }) => ({ contrato_id: id, cliente_endereco_id: ids.endereco })),
    contrato_promocao: contratos.flatMap(({ promocoes }) => promocoes),
    contrato_extra: contratos.flatMap(({ extras }) => extras),
  };
}

function person(random: Random, id: number, documento: string): InsertObject<DB, 'cliente'> {
  const woman = random.chance(52);
  const first = random.of(woman ? mulheres : homens);
  const family = random.of(sobrenomes);
  const nome = `${first} ${random.of(sobrenomes)} ${family}`;
  return {
    id,
    tipo_pessoa: 'FISICA',
    nome,
    nome_tratamento: first,
    nome_fantasia: null,
    documento,
    rg: `MG${random.digits(8)}`,
    nascimento: inventDay(random, 1940, 2006),
    sexo: woman ? 'feminino' : 'masculino',
    nome_mae: `${random.of(mulheres)} ${random.of(sobrenomes)} ${family}`,
    email: emailOf(nome, id),
    emite_fatura_unica: random.chance(SINGLE),
  };
}

function company(random: Random, id: number, documento: string): InsertObject<DB, 'cliente'> {
  const nome = `${random.of(ramos)} ${random.of(sobrenomes)} E ${random.of(sobrenomes)}`;
  return {
    id,
    tipo_pessoa: 'JURIDICA',
    nome: `${nome} LTDA`,
    nome_tratamento: null,
    nome_fantasia: nome,
    documento,
    rg: null,
    nascimento: null,
    sexo: null,
    nome_mae: null,
    email: emailOf(nome, id),
    emite_fatura_unica: random.chance(SINGLE),
  };
}

// A domain that is nobody's (RFC 2606), and mobile numbers in a range that no operator has been given.
const emailOf = (nome: string, id: number): string => `${nome.toLowerCase().replaceAll(' ', '.')}.${id}@example.com`;

function telephones(random: Random, cliente_id: number, ddd: string): InsertObject<DB, 'cliente_telefone'>[] {
  const mobile = { cliente_id, ddd, numero: `90${random.digits(7)}`, tipo: 'CELULAR' as const, principal: true };
  if (!random.chance(30)) return [mobile];
  return [mobile, { cliente_id, ddd, numero: `2000${random.digits(4)}`, tipo: 'RESIDENCIAL', principal: false }];
}
