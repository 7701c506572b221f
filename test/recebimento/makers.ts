import type { Insertable } from 'kysely';
import { type Day, day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { montarBoleto, nossosNumeros } from '#modules/cobranca/index.ts';
import { createClock } from '#platform/clock.ts';
import type { Database, DB } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { layoutDo } from '../../src/modules/recebimento/cnab/layouts.ts';
import { escrever } from '../../src/modules/recebimento/cnab/registro.ts';
import { conveniosDoBanco } from '../../src/modules/recebimento/convenio.ts';
import { makeConvenio, makeFatura } from '../cobranca/makers.ts';
import { makeLogradouro } from '../support/makers.ts';
import { insert } from '../support/vendas.ts';

export const origem = { origem: 'comando', operacao: 'teste' };

/** A clock that stands near a day, at noon in São Paulo. */
export const relogioEm = (dia: string) => createClock(Date.parse(`${dia}T12:00:00-03:00`) - Date.now());

export const BANCOS = {
  '001': {
    banco_codigo: '001',
    carteira: '17',
    codigo_beneficiario: '3294860',
    variacao: '019',
    agencia_dv: '5',
    conta_dv: '7',
  },
  '033': { banco_codigo: '033', carteira: '101', codigo_beneficiario: '3147649' },
  '104': { banco_codigo: '104', carteira: '14', codigo_beneficiario: '432109', agencia_dv: '2' },
} as const satisfies Record<string, Partial<Insertable<DB['convenio']>>>;

export type Banco = keyof typeof BANCOS;

/** An agreement with a bank, and what makes invoices and return files of it. */
export async function makeRecebimento(db: Database, banco: Banco, changed: Partial<Insertable<DB['convenio']>> = {}) {
  const codigo = String(Math.floor(Math.random() * 8_999_999) + 1_000_000).slice(0, banco === '104' ? 6 : 7);
  const made = await makeConvenio(db, { ...BANCOS[banco], codigo_beneficiario: codigo, ...changed });
  const convenio = (await conveniosDoBanco(db, banco)).find(({ id }) => id === made.convenio.id);
  const layout = layoutDo(banco);
  if (!convenio || !layout) throw new Error('the agreement was not stored');

  /** An open invoice with a boleto, of a customer with an address; R$ 100,00 due on 2026-12-10 unless told. */
  async function faturaComBoleto(fatura: Partial<Insertable<DB['fatura']>> = {}, semEndereco = false) {
    const row = await makeFatura(db, { forma_cobranca_id: made.forma, emitida_em: day('2026-11-30'), ...fatura });
    if (!semEndereco) {
      const { id } = await makeLogradouro(db);
      await insert(db, 'cliente_endereco', {
        cliente_id: row.cliente_id,
        tipo: 'PADRAO',
        logradouro_id: id,
        numero: '7',
      });
    }
    const { valor, vencimento } = row;
    const nossoNumero = await inTransaction(db, origem, async (tx) => {
      const [numero = 0] = await nossosNumeros(tx, made.convenio, 1, day('2026-11-30'));
      const { codigoBarras } = montarBoleto(made.convenio, { nossoNumero: numero, valor, vencimento });
      await tx
        .insertInto('boleto')
        .values({ fatura_id: row.id, convenio_id: made.convenio.id, nosso_numero: numero, codigo_barras: codigoBarras })
        .execute();
      return numero;
    });
    return { ...row, nossoNumero };
  }

  return { ...made, convenio, layout, banco, faturaComBoleto };
}
export type Recebimento = Awaited<ReturnType<typeof makeRecebimento>>;

/** An entry of a return file, as a bank writes it. */
export interface EntradaDeTeste {
  nossoNumero: number;
  movimento: string;
  motivos?: string;
  pago?: number;
  encargos?: number;
  desconto?: number;
  dia?: string | null;
  recebedor?: string;
  /** The text itself instead of the number. */
  nosso?: string;
}

/** A return file of a bank, written by the records that it is read by; the headers as each bank's manual has them. */
export function arquivoDe(r: Recebimento, entradas: readonly EntradaDeTeste[]): string {
  const { layout, convenio, banco } = r;
  const codigo = convenio.codigoBeneficiario;
  const doBanco = layout.doConvenio(convenio);
  const names = { convenio: doBanco['convenio'] ?? codigo.padStart(9, '0'), convenioCurto: doBanco['convenioCurto'] };
  const abre = (registro: typeof layout.retornoArquivo) => escrever(registro, names as object);
  const capa = abre(layout.retornoArquivo);
  const linhas = entradas.flatMap(
    ({ nossoNumero, movimento, motivos = '', pago = 0, encargos = 0, desconto = 0, ...e }, i) => {
      const comum = { lote: '1', movimento };
      const dv = banco === '104' ? digitoDaCaixa(r, nossoNumero) : '';
      const nosso = e.nosso ?? `${layout.nossoNumero(convenio, nossoNumero)}${dv}`;
      return [
        escrever(layout.segmentoT, {
          ...comum,
          sequencia: String(2 * i + 1),
          nossoNumero: nosso,
          valor: centavos(10000),
          tarifa: centavos(125),
          motivos,
          recebedor: e.recebedor ?? '237009880',
        } as object),
        escrever(layout.segmentoU, {
          ...comum,
          sequencia: String(2 * i + 2),
          pago: centavos(pago),
          creditado: centavos(pago),
          encargos: centavos(encargos),
          desconto: centavos(desconto),
          dia: e.dia === null ? null : ((e.dia ?? '2026-12-10') as Day),
          creditoEm: day('2026-12-11'),
        } as object),
      ];
    },
  );
  const total = linhas.length + 4;
  return `${[
    `${capa.slice(0, 142)}2${capa.slice(143)}`,
    abre(layout.retornoLote),
    ...linhas,
    `${banco}00015`.padEnd(240),
    escrever(layout.trailerArquivo, { lotes: '1', registros: String(total) } as object),
  ].join('\r\n')}\r\n`;
}

const digitoDaCaixa = ({ convenio }: Recebimento, numero: number): string =>
  montarBoleto(convenio, { nossoNumero: numero, valor: centavos(1), vencimento: day('2026-12-10') }).numeroBoleto.slice(
    -1,
  );

export const bytesDe = (conteudo: string) => new TextEncoder().encode(conteudo);

/** Everything about an invoice that a payment changes. */
export async function estadoDa(db: Database, faturaId: number) {
  const fatura = await db
    .selectFrom('fatura')
    .select(['situacao', 'valor_baixado', 'paga_em', 'cliente_id'])
    .where('id', '=', faturaId)
    .executeTakeFirstOrThrow();
  const boleto = await db
    .selectFrom('boleto')
    .select(['situacao', 'instrucao', 'recusa'])
    .where('fatura_id', '=', faturaId)
    .executeTakeFirst();
  const pagamentos = await db
    .selectFrom('pagamento')
    .select(['valor_pago', 'multa', 'juros', 'desconto', 'credito', 'resto', 'origem', 'estornado_em'])
    .where('fatura_id', '=', faturaId)
    .orderBy('id')
    .execute();
  const creditos = await db
    .selectFrom('lancamento_futuro')
    .select('valor')
    .where('cliente_id', '=', fatura.cliente_id)
    .orderBy('id')
    .execute();
  return { fatura, boleto, pagamentos, creditos: creditos.map(({ valor }) => valor) };
}
