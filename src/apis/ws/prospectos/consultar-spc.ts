import { Type } from 'typebox';
import { concluirSpc, prepararSpc } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { pedido, SobreProspecto } from './campos.ts';
import { avisoDeSimulacao } from './simulado.ts';
import { RespostaDoSpc, spcNoFio } from './spc-no-fio.ts';

export const consultarSpc = write({
  ids: ['prospectos.spc.consultar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/spc/consultar',
  credentials: ['basic', 'token'],
  body: SobreProspecto,
  response: Type.Object({ resposta: RespostaDoSpc }),
  errors: { 'parceiro.indisponivel': error(500, 'Erro ao verificar credito') },
  headers: ({ parceiros }) => avisoDeSimulacao(parceiros.spc),
  prepare({ db, clock, parceiros, rules }, { body }) {
    return prepararSpc({ db, clock, spc: parceiros.spc, dias: rules.creditoDias }, pedido(body));
  },
  async handle({ tx, clock }, { body }, preparo) {
    return { resposta: spcNoFio(await concluirSpc(tx, clock, pedido(body), preparo)) };
  },
});
