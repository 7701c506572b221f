import type { Operation } from '../../core/operation.ts';
import { alterarVencimentoNoOmnichannel } from '../contratos/alterar-vencimento-de-um-contrato.ts';
import { vencimentosDoOmnichannel } from '../contratos/vencimentos-ativos.ts';
import { agendarPagamento } from './agendar-pagamento.ts';
import { cadastrarLigacao } from './cadastrar-ligacao.ts';
import { encaminharEmailTitularidade } from './encaminhar-email-titularidade.ts';
import { enviarLinhaDigitavel } from './enviar-linha-digitavel.ts';
import { ouvirLigacoes } from './ouvir-ligacoes.ts';
import { reiniciarEquipamento } from './reiniciar-equipamento.ts';

/** OmniChannel, in the order of the document. */
export const omnichannel: readonly Operation[] = [
  cadastrarLigacao,
  ouvirLigacoes,
  enviarLinhaDigitavel,
  reiniciarEquipamento,
  agendarPagamento,
  vencimentosDoOmnichannel,
  alterarVencimentoNoOmnichannel,
  encaminharEmailTitularidade,
];
