import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of the due day of contracts, of trust and of temporary inactivation. */
export const contratos: ErrorTexts = {
  'vencimento.novo': error(400, 'O novo vencimento informado não pertence a nenhum vencimento ativo no sistema.'),
  'vencimento.atual': error(
    400,
    'O vencimento atual informado não pertence a nenhum vencimento cadastrado no sistema.',
  ),
  'vencimento.pre_pago': error(400, 'Um contrato não passa de pré-pago a pós-pago, nem o contrário, pelo vencimento.'),
  'vencimento.outro': ({ atual }) => error(409, `O contrato não tem o vencimento informado: o atual é o ID ${atual}.`),
  'vencimento.igual': error(409, 'O novo vencimento informado é o que o contrato já tem.'),
  'vencimento.ja_pedido': error(
    409,
    'Uma alteração do vencimento deste contrato já foi solicitada e será efetivada no próximo faturamento.',
  ),
};
