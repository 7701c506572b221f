import type { Operation } from '../../core/operation.ts';
import { baixarNotaFiscal } from './baixar-nota-fiscal.ts';
import { baixarPdfDaFatura } from './baixar-pdf-da-fatura.ts';
import { baixarPdfDaFatura2 } from './baixar-pdf-da-fatura-2.ts';
import { baixarPdfDaFatura3 } from './baixar-pdf-da-fatura-3.ts';
import { baixarPdfDaQuitacaoAnual } from './baixar-pdf-da-quitacao-anual.ts';
import { buscarBancos } from './buscar-bancos.ts';
import { buscarBandeirasDeCartao } from './buscar-bandeiras-de-cartao.ts';
import { buscarCodigoDeBarras } from './buscar-codigo-de-barras.ts';
import { buscarContasFinanceiras } from './buscar-contas-financeiras.ts';
import { buscarFormasDeCobrancaAtivas } from './buscar-formas-de-cobranca-ativas.ts';
import { buscarFormasDeCobrancaPorCidade } from './buscar-formas-de-cobranca-por-cidade.ts';
import { buscarFormasDePagamento } from './buscar-formas-de-pagamento.ts';
import { buscarLinhaDigitavel } from './buscar-linha-digitavel.ts';
import { buscarNotasFiscais } from './buscar-notas-fiscais.ts';
import { buscarServicos } from './buscar-servicos.ts';
import { buscarTodasAsFaturas } from './buscar-todas-as-faturas.ts';
import { buscarVencimentos } from './buscar-vencimentos.ts';
import { cadastrarServicoAdicional } from './cadastrar-servico-adicional.ts';
import { enviarFaturasEmAberto } from './enviar-faturas-em-aberto.ts';
import { buscarFaturasEmAbertoPorCliente, buscarFaturasEmAbertoPorDocumento } from './faturas-em-aberto.ts';
import { buscarFaturasPorCpf, buscarFaturasSimplificado } from './faturas-por-cpf.ts';
import { pagarFatura } from './pagar-fatura.ts';
import { realizarNegociacao } from './realizar-negociacao.ts';
import { validarQuitacaoAnual } from './validar-quitacao-anual.ts';

export const financeiro: readonly Operation[] = [
  buscarBandeirasDeCartao,
  buscarFormasDePagamento,
  buscarContasFinanceiras,
  buscarBancos,
  buscarServicos,
  buscarFormasDeCobrancaPorCidade,
  buscarFormasDeCobrancaAtivas,
  cadastrarServicoAdicional,
  baixarPdfDaFatura,
  baixarPdfDaFatura2,
  baixarPdfDaFatura3,
  buscarCodigoDeBarras,
  buscarLinhaDigitavel,
  validarQuitacaoAnual,
  baixarPdfDaQuitacaoAnual,
  baixarNotaFiscal,
  buscarNotasFiscais,
  buscarVencimentos,
  buscarFaturasPorCpf,
  buscarFaturasSimplificado,
  buscarFaturasEmAbertoPorCliente,
  buscarFaturasEmAbertoPorDocumento,
  buscarTodasAsFaturas,
  enviarFaturasEmAberto,
  pagarFatura,
  realizarNegociacao,
];
