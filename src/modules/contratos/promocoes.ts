import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import { combinarPromocoes, promocoesAplicaveis } from '#modules/catalogo/index.ts';
import type { Tx } from '#platform/db.ts';
import type { PlanoLido } from './planos.ts';
import type { Termos } from './termos.ts';
import type { Venda } from './venda.ts';

/**
 * The promotions chosen for each item, in the order of application: every one in force for this very sale, and all
 * of an item may go together. Throws invalid `venda.promocao` (facts id), `promocao.nao_acumula`.
 */
export async function promocoesDosItens(
  tx: Tx,
  venda: Venda,
  termos: Termos,
  planos: readonly PlanoLido[],
  hoje: Day,
): Promise<number[][]> {
  const chosen: number[][] = [];
  for (const [i, { idsPromocoes }] of venda.itens.entries()) {
    const plano = planos[i];
    if (idsPromocoes.length === 0 || !plano) {
      chosen.push([]);
      continue;
    }
    const aplicaveis = await promocoesAplicaveis(tx, {
      hoje,
      planoId: plano.id,
      pacoteId: venda.idPacote ?? null,
      tecnologias: [plano.tecnologiaId],
      tipoContratoId: venda.idTipoContrato,
      formaCobrancaId: venda.idFormaCobranca,
      uf: termos.local.uf,
      cidadeId: termos.local.cidadeId,
      bairroId: termos.local.bairroId,
      cep: termos.local.cep,
      perfilId: termos.perfilId,
      tipoPessoa: termos.cliente.tipoPessoa,
      prePago: termos.prePago,
    });
    const escolhidas = idsPromocoes.map((id) => {
      const promocao = aplicaveis.find((candidate) => candidate.id === id);
      if (!promocao) throw new DomainError('invalid', 'venda.promocao', { id });
      return promocao;
    });
    chosen.push(combinarPromocoes(escolhidas).map(({ id }) => id));
  }
  return chosen;
}
