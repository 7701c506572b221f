import type { Operation } from '../../core/operation.ts';
import { baixarNotaFiscal } from './baixar-nota-fiscal.ts';
import { buscarBancos } from './buscar-bancos.ts';
import { buscarBandeirasDeCartao } from './buscar-bandeiras-de-cartao.ts';
import { buscarContasFinanceiras } from './buscar-contas-financeiras.ts';
import { buscarFormasDeCobrancaAtivas } from './buscar-formas-de-cobranca-ativas.ts';
import { buscarFormasDeCobrancaPorCidade } from './buscar-formas-de-cobranca-por-cidade.ts';
import { buscarFormasDePagamento } from './buscar-formas-de-pagamento.ts';
import { buscarNotasFiscais } from './buscar-notas-fiscais.ts';
import { buscarServicos } from './buscar-servicos.ts';
import { cadastrarServicoAdicional } from './cadastrar-servico-adicional.ts';

export const financeiro: readonly Operation[] = [
  buscarBandeirasDeCartao,
  buscarFormasDePagamento,
  buscarContasFinanceiras,
  buscarBancos,
  buscarServicos,
  buscarFormasDeCobrancaPorCidade,
  buscarFormasDeCobrancaAtivas,
  cadastrarServicoAdicional,
  baixarNotaFiscal,
  buscarNotasFiscais,
];
