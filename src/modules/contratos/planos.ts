import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import type { Tx } from '#platform/db.ts';
import type { PlanoVendido, ServicoInstalacao } from './rules.ts';
import type { Termos } from './termos.ts';
import type { Venda } from './venda.ts';
import { planosDaVenda } from './venda-queries.ts';

/** A plan as a sale reads it. */
export interface PlanoLido extends PlanoVendido {
  /** The number that its contract will have. */
  contratoId: number;
  descricao: string;
  tecnologiaId: number;
  tecnologia: string;
  habilitaNaVenda: boolean;
  velocidadeId: number | null;
  loginPadrao: string | null;
  senhaPadrao: string | null;
  planejamentos: readonly number[];
  /** The services that may be charged as its installation: its own and those of its tax plannings. */
  servicos: readonly (ServicoInstalacao & { valor: Centavos | null; planejamentoId: number | null })[];
}

/**
 * The plans of a sale in the order of its items, each for sale to this customer, in this city, for this kind of
 * contract. Throws invalid `venda.plano` (facts idPlano).
 */
export async function planosDe(tx: Tx, venda: Venda, termos: Termos, hoje: Day): Promise<PlanoLido[]> {
  const rows = await planosDaVenda(tx, {
    ids: venda.itens.map(({ idPlano }) => idPlano),
    empresaId: termos.empresaId,
    tipoContrato: venda.idTipoContrato,
    pessoa: termos.cliente.tipoPessoa,
    cidade: termos.local.cidadeId,
    hoje,
  });
  return venda.itens.map(({ idPlano }) => {
    const row = rows.find(({ id }) => id === idPlano);
    if (!row?.vendavel) throw new DomainError('invalid', 'venda.plano', { idPlano });
    const servico = (
      s: { id: number; valor: Centavos | null; permite_parcelar: boolean; maximo_parcelas: number },
      planejamentoId: number | null,
    ) => ({
      id: s.id,
      valor: s.valor,
      permiteParcelar: s.permite_parcelar,
      maximoParcelas: s.maximo_parcelas,
      planejamentoId,
    });
    return {
      contratoId: row.contrato_id,
      id: row.id,
      descricao: row.descricao,
      tecnologiaId: row.tecnologia_id,
      tecnologia: row.tecnologia,
      tipoTecnologia: row.tipo_tecnologia,
      fibra: row.fibra,
      utilizaTabelaPreco: row.utiliza_tabela_preco,
      possuiPlanejamentoTributario: row.possui_planejamento_tributario,
      servicoInstalacaoId: row.servico_instalacao_id,
      reservaSaida: row.reserva_saida,
      geraLogin: row.gera_login,
      geraSenha: row.gera_senha,
      habilitaNaVenda: row.habilita_na_venda,
      velocidadeId: row.velocidade_id,
      loginPadrao: row.login_padrao,
      senhaPadrao: row.senha_padrao,
      planejamentos: row.planejamentos.map(({ id }) => id),
      servicos: [
        ...(row.servico_instalacao ? [servico(row.servico_instalacao, null)] : []),
        ...row.planejamentos.flatMap((p) =>
          p.servico_id === null
            ? []
            : [
                servico(
                  {
                    id: p.servico_id,
                    valor: p.valor,
                    permite_parcelar: p.permite_parcelar ?? false,
                    maximo_parcelas: p.maximo_parcelas ?? 0,
                  },
                  p.id,
                ),
              ],
        ),
      ],
    };
  });
}
