import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { emailIsValid } from '#kernel/text.ts';
import { desistirDoCodigo, MODELO_DO_CODIGO, reservarCodigo } from '#modules/clientes/index.ts';
import { enviarEmail, preencher } from '#modules/notificacoes/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { write } from '../core/operation.ts';
import { CpfCnpj, Critica, critica, documentoDe, Email, Key, originOf } from './wire.ts';

const ID = 'gsan.email.enviarCodigoValidacao';

// As many as cliente.email holds.
const LONGEST_EMAIL = 100;

/**
 * The e-mail leaves between two short transactions, so that a slow server holds no lock and no connection. The first
 * stores the code and is taken back when the e-mail fails; the second only stores the answer.
 */
export const enviarCodigoDeValidacao = write({
  ids: [ID],
  method: 'POST',
  url: '/gsan/chatbot/enviarCodigoValidacaoEmailCliente',
  credentials: ['key'],
  bodyLimit: 16 * 1024,
  body: Type.Object({ key: Key, cpfCnpj: CpfCnpj, email: Email }),
  response: Critica,
  async prepare({ db, mail, templates, clock, sealer, rules, caller }, { body: { cpfCnpj, email } }) {
    if (!emailIsValid(email, LONGEST_EMAIL)) throw new DomainError('invalid', 'email.invalido');
    const documento = documentoDe(cpfCnpj, rules);
    const minutos = rules.codeMinutes;
    const origin = originOf(caller, ID);
    const reservado = await inTransaction(db, origin, (tx) =>
      reservarCodigo(tx, clock, sealer, { documento, email, minutos }),
    );
    try {
      const { clienteId, codigo } = reservado;
      const conteudo = await preencher('codigo-email', { codigo, minutos }, templates);
      await enviarEmail({ db, mail }, { clienteId, modelo: MODELO_DO_CODIGO, to: email, ...conteudo });
    } catch (error) {
      await inTransaction(db, origin, (tx) => desistirDoCodigo(tx, sealer, reservado));
      throw error;
    }
  },
  async handle(_, { body: { key } }) {
    return critica(key);
  },
});
