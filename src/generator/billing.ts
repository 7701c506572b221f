import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import type { DB, Tx } from '#platform/db.ts';
import { one } from './one.ts';

/** By what contracts are charged and made cheaper or dearer. */
export interface Billing {
  empresa: number;
  /** Billing forms: the first two have an agreement with a bank each, the last is a direct debit. */
  formas: readonly number[];
  promocoes: readonly number[];
  extras: readonly { pacoteVoz: number; valor: number }[];
  instalacao: { servico: number; valor: number; parcelas: number };
}

// Agreements that no bank has given.
const acordos = [
  { banco: '001', nome: 'BANCO DO BRASIL', carteira: '17', codigo_beneficiario: '9999999' },
  { banco: '033', nome: 'BANCO SANTANDER', carteira: '101', codigo_beneficiario: '9999999' },
] as const;

/** Sees to it that they exist; what an earlier run made is used again. */
export async function billing(tx: Tx): Promise<Billing> {
  const empresa = await one(
    tx,
    'empresa',
    { nome: 'PROVEDOR INVENTADO LTDA' },
    { nome_fantasia: 'PROVEDOR INVENTADO' },
  );
  const formas = [];
  for (const { banco, nome, carteira, codigo_beneficiario } of acordos) {
    const convenio_id = await agreement(tx, empresa, { banco, nome, carteira, codigo_beneficiario });
    formas.push(await one(tx, 'forma_cobranca', { descricao: `BOLETO ${nome}`, empresa_id: empresa, convenio_id }));
  }
  formas.push(
    await one(tx, 'forma_cobranca', { descricao: 'DEBITO EM CONTA', empresa_id: empresa, debito_automatico: true }),
  );
  return {
    empresa,
    formas,
    promocoes: [
      await promotion(tx, '10 % POR UM ANO', true, 1000, 12),
      await promotion(tx, 'MENOS 20 REAIS', false, 2000, 3),
    ],
    extras: await extras(tx),
    instalacao: await installation(tx),
  };
}

type Agreement = Pick<DB['convenio'], 'carteira' | 'codigo_beneficiario'> & {
  banco: DB['convenio']['banco_codigo'];
  nome: string;
};

async function agreement(tx: Tx, empresa_id: number, { banco, nome, ...rest }: Agreement): Promise<number> {
  const banco_id = await one(tx, 'banco', { codigo: banco }, { nome });
  const descricao = `CONTA ${nome}`;
  const conta_financeira_id = await one(tx, 'conta_financeira', { descricao, banco_id });
  return one(
    tx,
    'convenio',
    { descricao: `COBRANCA ${nome}`, empresa_id, banco_codigo: banco },
    { ...rest, conta_financeira_id, agencia: '1234', agencia_dv: '3', conta: '12345678', conta_dv: '9' },
  );
}

const promotion = (tx: Tx, descricao: string, em_porcentagem: boolean, desconto: number, numero_mensalidades: number) =>
  one(
    tx,
    'promocao',
    { descricao, em_porcentagem, desconto, numero_mensalidades },
    { inicio: day('2016-01-01'), fim: day('2099-12-31') },
  );

async function extras(tx: Tx): Promise<Billing['extras']> {
  const found = [];
  for (const [descricao, valor] of [
    ['VOZ LOCAL', 1990],
    ['VOZ BRASIL', 3990],
  ] as const) {
    found.push({ pacoteVoz: await one(tx, 'pacote_voz', { descricao, valor: centavos(valor) }), valor });
  }
  return found;
}

async function installation(tx: Tx): Promise<Billing['instalacao']> {
  const valor = 10_000;
  const servico = await one(
    tx,
    'servico',
    { descricao: 'INSTALACAO DE FIBRA', valor: centavos(valor), taxa_instalacao: true },
    { permite_parcelar: true, maximo_parcelas: 12 },
  );
  return { servico, valor, parcelas: 3 };
}
