import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of the network. */
export const redes: ErrorTexts = {
  'wifi.login': error(400, 'O campo loginWiFi deve ter até 32 bytes, sem caracteres de controle.'),
  'wifi.senha': error(400, 'O campo senhaWiFi deve ter de 8 a 63 caracteres ASCII.'),
  'intervalo.invertido': ({ campo, antes }) => error(400, `O campo ${campo} não pode ser antes de ${antes}.`),
  'intervalo.longo': ({ dias }) =>
    error(400, `O intervalo entre dataInicio e dataFim deve ser menor que ${dias} dias.`),
};
