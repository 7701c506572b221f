import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import { precoDoPlano, valorDoItemDoPacote } from '#modules/catalogo/index.ts';
import type { Tx } from '#platform/db.ts';
import type { PlanoLido } from './planos.ts';
import type { Termos } from './termos.ts';
import type { Venda } from './venda.ts';

/**
 * What each item costs today: the plan's value or the price table's, less the package's discount; null without a
 * price. Throws invalid `venda.pacote` when the package is not for sale here, `venda.pacote_itens` when the items are
 * not exactly its plans.
 */
export async function precosDosItens(
  tx: Tx,
  venda: Venda,
  termos: Termos,
  planos: readonly PlanoLido[],
  hoje: Day,
): Promise<(Centavos | null)[]> {
  const pacote = venda.idPacote === undefined ? null : await itensDoPacote(tx, venda, venda.idPacote, termos);
  const precos: (Centavos | null)[] = [];
  for (const plano of planos) {
    const preco = await precoDoPlano(tx, {
      planoId: plano.id,
      tipoContratoId: venda.idTipoContrato,
      bairroId: termos.local.bairroId,
      cidadeId: termos.local.cidadeId,
      tipoPessoa: termos.cliente.tipoPessoa,
      velocidadeId: plano.tipoTecnologia === 'INTERNET' ? (venda.dados.idVelocidade ?? null) : null,
      dia: hoje,
    });
    const item = pacote?.find(({ plano_id }) => plano_id === plano.id);
    precos.push(preco !== null && item ? valorDoItemDoPacote(preco, item) : preco);
  }
  return precos;
}

async function itensDoPacote(tx: Tx, { idTipoContrato, itens }: Venda, pacoteId: number, { local }: Termos) {
  const rows = await tx
    .selectFrom('pacote as k')
    .innerJoin('pacote_item as i', 'i.pacote_id', 'k.id')
    .select(['i.plano_id', 'i.em_porcentagem', 'i.desconto'])
    .where('k.id', '=', pacoteId)
    .where('k.a_venda', '=', true)
    .where('k.tipo_contrato_id', '=', idTipoContrato)
    .where((eb) =>
      eb.or([
        eb.not(
          eb.exists(eb.selectFrom('pacote_cidade as w').select('w.pacote_id').whereRef('w.pacote_id', '=', 'k.id')),
        ),
        eb.exists(
          eb
            .selectFrom('pacote_cidade as w')
            .select('w.pacote_id')
            .whereRef('w.pacote_id', '=', 'k.id')
            .where('w.cidade_id', '=', local.cidadeId),
        ),
      ]),
    )
    .execute();
  if (rows.length === 0) throw new DomainError('invalid', 'venda.pacote');
  const vendidos = new Set(itens.map(({ idPlano }) => idPlano));
  const same = rows.length === itens.length && rows.every(({ plano_id }) => vendidos.has(plano_id));
  if (!same) throw new DomainError('invalid', 'venda.pacote_itens');
  return rows;
}
