import { randomUUID } from 'node:crypto';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import { type ExtrasPorTecnologia, extrasDe } from './extras.ts';
import { gravarContrato, type ItemJulgado } from './gravar.ts';
import { type PlanoLido, planosDe } from './planos.ts';
import { precosDosItens } from './precos.ts';
import { promocoesDosItens } from './promocoes.ts';
import {
  exigirDadosDaTecnologia,
  exigirPlanejamento,
  exigirValor,
  parcelasDaInstalacao,
  recusarExtrasAlheios,
  valorDoContrato,
} from './rules.ts';
import { type Termos, termosDe } from './termos.ts';
import type { ContratoVendido, ItemVendido, Venda } from './venda.ts';

/**
 * Sells a plan, or all plans of a package: every contract with what it reserves, or none (document pages 80 to 93).
 * Gives the contracts in the order of the items. Throws DomainError `venda.*`, `cliente.desconhecido`,
 * `usuario.desconhecido`, `referencia.desconhecida`, `caixa.*`, `saida.*`, `numero.*`.
 */
export async function vender(tx: Tx, clock: Clock, integradorId: number, venda: Venda): Promise<ContratoVendido[]> {
  const hoje = clock.today();
  const termos = await termosDe(tx, venda);
  const planos = await planosDe(tx, venda, termos, hoje);
  recusarExtrasAlheios(
    planos.map(({ tipoTecnologia }) => tipoTecnologia),
    venda.dados,
  );
  const extras = await extrasDe(tx, venda.dados);
  const precos = await precosDosItens(tx, venda, termos, planos, hoje);
  const promocoes = await promocoesDosItens(tx, venda, termos, planos, hoje);

  const julgados = venda.itens.map((item, i): ItemJulgado => {
    const plano = planos[i] as PlanoLido;
    const julgado = julgar(item, plano, precos[i] ?? null, termos, venda, extras);
    return { ...julgado, promocoes: promocoes[i] ?? [] };
  });
  const vendaPacote = venda.idPacote === undefined ? null : randomUUID();
  const contratos: ContratoVendido[] = [];
  for (const julgado of julgados) {
    contratos.push(await gravarContrato(tx, venda, termos, julgado, { hoje, integradorId, vendaPacote }));
  }
  return contratos;
}

function julgar(
  item: ItemVendido,
  plano: PlanoLido,
  preco: ItemVendido['valor'] | null,
  { connectMaster }: Termos,
  { dados }: Venda,
  extras: ExtrasPorTecnologia,
): Omit<ItemJulgado, 'promocoes'> {
  exigirDadosDaTecnologia(plano, dados, connectMaster);
  exigirPlanejamento(plano, plano.planejamentos, item.idPlanejamentoTributario);
  const permitidos = plano.servicos.filter(
    ({ planejamentoId }) => planejamentoId === null || planejamentoId === item.idPlanejamentoTributario,
  );
  const parcelas = parcelasDaInstalacao(plano, permitidos, item.idServicoInstalacao, item.parcelas);
  exigirValor(item.valor, preco);
  const sold =
    plano.tipoTecnologia === 'TELEFONIA' || plano.tipoTecnologia === 'TV' ? extras[plano.tipoTecnologia] : [];
  const valor = valorDoContrato(
    item.valor,
    sold.map((extra) => extra.valor),
  );
  return { item, plano, extras: sold, valor, parcelas };
}
