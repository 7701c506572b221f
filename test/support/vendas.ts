import type { Insertable } from 'kysely';
import { centavos } from '#kernel/money.ts';
import type { Database, DB } from '#platform/db.ts';
import { makeCliente, makeUsuario } from './makers.ts';

type Row<T extends keyof DB> = Partial<Insertable<DB[T]>>;

/** A row of any table; gives its id. */
export async function insert<T extends keyof DB & string>(db: Database, table: T, row: object): Promise<number> {
  const { id } = (await db
    .insertInto(table)
    .values(row as never)
    .returning('id' as never)
    .executeTakeFirstOrThrow()) as unknown as { id: number };
  return id;
}

/** A shop of its own: everything that the terms of a sale refer to, in one city. */
export async function makeLoja(db: Database) {
  const cidade = await db
    .selectFrom('cidade')
    .select(['id', 'uf'])
    .where('codigo_ibge', '=', 3118304)
    .executeTakeFirstOrThrow();
  const empresa = await insert(db, 'empresa', { nome: 'PROVEDOR', nome_fantasia: 'PROVEDOR' });
  const bairro = await insert(db, 'bairro', {
    cidade_id: cidade.id,
    nome: `BAIRRO ${empresa}`,
    nome_abreviado: `BAIRRO ${empresa}`,
  });
  const logradouro = await insert(db, 'logradouro', {
    bairro_id: bairro,
    tipo: 'RUA',
    nome: 'DAS FLORES',
    nome_abreviado: 'DAS FLORES',
    cep: '36400000',
  });
  return {
    cidade: cidade.id,
    empresa,
    bairro,
    logradouro,
    tipoContrato: await insert(db, 'tipo_contrato', { nome: 'RESIDENCIAL' }),
    origem: await insert(db, 'origem_comercial', { descricao: 'INTERNET' }),
    canal: await insert(db, 'canal_venda', { descricao: 'APP' }),
    vencimento: await insert(db, 'vencimento', { dia: 10, dia_faturamento_inicial: 11, dia_faturamento_final: 10 }),
    forma: await insert(db, 'forma_cobranca', { descricao: 'BOLETO', empresa_id: empresa }),
    usuario: (await makeUsuario(db, { vendedor: true })).id,
    fibra: await insert(db, 'tecnologia', { descricao: 'FIBRA', tipo: 'INTERNET', fibra: true }),
    telefonia: await insert(db, 'tecnologia', { descricao: 'TELEFONIA FIXA', tipo: 'TELEFONIA' }),
    tv: await insert(db, 'tecnologia', { descricao: 'TV', tipo: 'TV' }),
  };
}
export type Loja = Awaited<ReturnType<typeof makeLoja>>;

/** A customer with an address in the shop's city. */
export async function makeComprador(db: Database, loja: Loja, changed: Row<'cliente'> = {}) {
  const cliente = await makeCliente(db, changed);
  const endereco = await insert(db, 'cliente_endereco', {
    cliente_id: cliente.id,
    tipo: 'PADRAO',
    logradouro_id: loja.logradouro,
    numero: '10',
  });
  return { ...cliente, endereco };
}

/** A plan for sale to everybody under the shop's kind of contract. */
export async function makePlano(db: Database, loja: Loja, changed: Row<'plano'> = {}, rede?: Row<'plano_rede'>) {
  const plano = await insert(db, 'plano', {
    descricao: 'PLANO',
    tecnologia_id: loja.fibra,
    valor: centavos(9990),
    a_venda: true,
    ...changed,
  });
  await db.insertInto('plano_tipo_contrato').values({ plano_id: plano, tipo_contrato_id: loja.tipoContrato }).execute();
  if (rede) await insert(db, 'plano_rede', { plano_id: plano, ...rede });
  return plano;
}

/** A box with so many free outputs; gives its id and theirs. */
export async function makeCaixa(db: Database, loja: Loja, saidas: number, changed: Row<'caixa'> = {}) {
  const caixa = await insert(db, 'caixa', {
    descricao: 'CAIXA',
    numero: '1',
    cidade_id: loja.cidade,
    tecnologia_id: loja.fibra,
    latitude: -20.65,
    longitude: -43.75,
    ...changed,
  });
  const ids: number[] = [];
  for (let numero = 1; numero <= saidas; numero++) {
    ids.push(await insert(db, 'saida_caixa', { caixa_id: caixa, numero, descricao: `SAIDA ${numero}` }));
  }
  return { caixa, saidas: ids };
}

/** A free telephone number in a prefix of its own. */
export async function makeNumero(db: Database, loja: Loja, numero = '0001') {
  const prefixo = await insert(db, 'prefixo_telefonico', {
    codigo_area: '31',
    prefixo: `${loja.empresa}-${numero}`,
    cidade_id: loja.cidade,
  });
  return insert(db, 'numero_telefonico', { prefixo_id: prefixo, numero });
}

/** The body of a sale of one plan that must succeed, unless changed. */
export function vendaBody(
  loja: Loja,
  comprador: { id: number; endereco: number },
  idPlano: number,
  changed: object = {},
) {
  return {
    idUsuario: loja.usuario,
    idCliente: comprador.id,
    idTipoContrato: loja.tipoContrato,
    idsEnderecos: [comprador.endereco],
    idOrigemComercial: loja.origem,
    idVencimento: loja.vencimento,
    idFormaCobranca: loja.forma,
    idCanalVenda: loja.canal,
    podeSuspender: 1,
    naoCancelaPorInadimplencia: 0,
    fidelizacao: 'MESES_12',
    idPlano,
    valorContrato: 99.9,
    ...changed,
  };
}
