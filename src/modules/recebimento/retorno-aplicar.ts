import type { Day } from '#kernel/dates.ts';
import { type Centavos, centavos } from '#kernel/money.ts';
import { boletosDosNumeros } from '#modules/cobranca/index.ts';
import type { Tx } from '#platform/db.ts';
import { motivosEmTexto } from './cnab/motivos.ts';
import { ocorrenciaDo } from './cnab/ocorrencias.ts';
import type { ArquivoDeRetorno, Entrada, Problema } from './cnab/retorno-ler.ts';
import type { ConvenioRecebimento } from './convenio.ts';
import type { ResultadoDoItem } from './resultado.ts';
import { type Efetuado, efetuar } from './retorno-efeito.ts';

export interface PedidoDaEntrada {
  arquivo: ArquivoDeRetorno;
  entrada: Entrada;
  /** Whose lot it stands in; null: none of ours. */
  convenio: ConvenioRecebimento | null;
  /** Of money. */
  chave: string | null;
  hoje: Day;
}

export interface Aplicada {
  linha: number;
  resultado: ResultadoDoItem;
  motivo: string | null;
  valor: Centavos | null;
  /** Money applied by this entry. */
  recebido: Centavos;
}

/** Applies an entry and puts it on record; null when another process has done so already. */
export async function aplicarEntrada(tx: Tx, retornoId: number, pedido: PedidoDaEntrada): Promise<Aplicada | null> {
  const { entrada, chave } = pedido;
  const { titulo, dinheiro } = entrada;
  // Taken first: a second process waits here, and finds it done.
  const item = await tx
    .insertInto('retorno_item')
    .values({
      retorno_id: retornoId,
      linha: entrada.linha,
      ocorrencia: entrada.movimento.trim() || '?',
      nosso_numero: entrada.nossoNumero,
      valor: dinheiro && dinheiro.pago > 0 ? dinheiro.pago : null,
      dia: dinheiro?.dia ?? null,
      chave,
      encargos: dinheiro?.encargos ?? null,
      desconto: dinheiro ? centavos(dinheiro.desconto + dinheiro.abatimento) : null,
      tarifa: titulo?.tarifa ?? null,
      creditado: dinheiro?.creditado ?? null,
      credito_em: dinheiro?.creditoEm ?? null,
      resultado: 'SEM_LUGAR',
      motivo: 'em andamento',
    })
    .onConflict((oc) => oc.columns(['retorno_id', 'linha']).doNothing())
    .returning(['id', 'valor'])
    .executeTakeFirst();
  if (!item) return null;
  const { resultado, motivo, faturaId, pagamentoId, recebido } = await julgar(tx, pedido);
  await tx
    .updateTable('retorno_item')
    .set({ resultado, motivo, fatura_id: faturaId, pagamento_id: pagamentoId })
    .where('id', '=', item.id)
    .execute();
  return { linha: entrada.linha, resultado, motivo, valor: item.valor, recebido };
}

export const semLugar = (motivo: string, faturaId: number | null = null): Efetuado => ({
  resultado: 'SEM_LUGAR',
  motivo,
  faturaId,
  pagamentoId: null,
  recebido: centavos(0),
});

async function julgar(tx: Tx, { arquivo, entrada, convenio, chave, hoje }: PedidoDaEntrada): Promise<Efetuado> {
  const { banco, layout } = arquivo;
  const { problema, movimento, nossoNumero, titulo, dinheiro } = entrada;
  if (problema) return semLugar(emTexto(problema));
  if (!convenio) return semLugar('o convênio do lote não é de nenhum convênio cadastrado');
  const ocorrencia = ocorrenciaDo(banco, movimento);
  if (!ocorrencia) return semLugar(`ocorrência ${movimento} desconhecida`);
  if (!titulo || !dinheiro) return semLugar('segmento T ou U ausente');
  const numero = layout.numeroDoRetorno(convenio, nossoNumero ?? '');
  const [boleto] = numero === null ? [] : await boletosDosNumeros(tx, convenio.id, [numero]);
  if (!boleto) {
    const { efeito, texto } = ocorrencia;
    // Without money and without a boleto of ours there is nothing to be done: an older system's title, most often.
    const alheio = efeito === 'INFORMATIVO' ? 'INFORMATIVO' : 'SEM_LUGAR';
    return { ...semLugar(`${texto}: nosso número ${nossoNumero} desconhecido`), resultado: alheio };
  }
  const motivos = motivosEmTexto(banco, titulo.motivos, ocorrencia.efeito === 'BAIXADO' ? 'baixa' : 'recusa');
  return efetuar(tx, { ocorrencia, motivos, boleto, convenio, dinheiro, chave, hoje });
}

function emTexto(problema: Problema): string {
  switch (problema.tipo) {
    case 'campo':
      return `o campo ${problema.campo} não se lê`;
    case 'sem_par':
      return 'segmento T sem U, ou U sem T';
    case 'segmento':
      return 'segmento desconhecido';
    case 'registro':
      return 'tipo de registro desconhecido';
    case 'aviso':
      return `aviso do banco: ${problema.texto}`;
  }
}
