import type { Insertable } from 'kysely';
import { day } from '#kernel/dates.ts';
import { centavos } from '#kernel/money.ts';
import { gravarBoletos, montarBoleto, nossosNumeros } from '#modules/cobranca/index.ts';
import type { Database, DB } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeConvenio, makeFatura } from '../cobranca/makers.ts';

/** An invoice with so many lines and a boleto under an agreement of its own. */
export async function makeFaturaComBoleto(
  db: Database,
  {
    convenio: dados = {},
    linhas = 2,
    fatura: mudada = {},
  }: {
    convenio?: Partial<Insertable<DB['convenio']>>;
    linhas?: number;
    fatura?: Partial<Insertable<DB['fatura']>>;
  } = {},
) {
  const { convenio, empresa, forma } = await makeConvenio(db, dados);
  const fatura = await makeFatura(db, {
    empresa_id: empresa,
    forma_cobranca_id: forma,
    emitida_em: day('2026-11-25'),
    competencia: day('2026-12-01'),
    ...mudada,
  });
  const numeroBoleto = await inTransaction(db, { origem: 'teste', operacao: 'teste' }, async (tx) => {
    const [nossoNumero = 0] = await nossosNumeros(tx, convenio, 1, day('2026-11-25'));
    const titulo = { nossoNumero, valor: fatura.valor, vencimento: fatura.vencimento };
    const boleto = montarBoleto(convenio, titulo);
    await gravarBoletos(tx, [
      { faturaId: fatura.id, convenioId: convenio.id, nossoNumero, codigoBarras: boleto.codigoBarras },
    ]);
    return boleto.numeroBoleto;
  });
  await db.updateTable('fatura').set({ numero_boleto: numeroBoleto }).where('id', '=', fatura.id).execute();
  const each = Math.floor(fatura.valor / linhas);
  await db
    .insertInto('fatura_linha')
    .values(
      Array.from({ length: linhas }, (_, i) => ({
        fatura_id: fatura.id,
        tipo: 'MENSALIDADE' as const,
        descricao: `SERVIÇO DE CONEXÃO Nº ${i + 1}`,
        valor: centavos(i === 0 ? fatura.valor - each * (linhas - 1) : each),
        inicio: day('2026-12-01'),
        fim: day('2026-12-31'),
      })),
    )
    .execute();
  return { ...fatura, numero_boleto: numeroBoleto, convenio, forma, empresa };
}
