import { Type } from 'typebox';
import { anexarArquivos as anexar, guardarConteudos } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { Id, Text } from '../wire.ts';

/** Five files of 5 MB in base64, and the rest. */
const BODY_LIMIT = 40 * 1024 * 1024;

export const anexarArquivos = write({
  ids: ['prospectos.arquivo.anexar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/anexar_arquivos',
  credentials: ['basic', 'token'],
  bodyLimit: BODY_LIMIT,
  body: Type.Array(
    Type.Object({
      idProspecto: Id,
      model: Type.Object({
        base64: Type.String({ minLength: 1 }),
        filename: Text(1000),
        filesize: Type.Number({ minimum: 0 }),
        filetype: Text(200),
      }),
    }),
    { minItems: 1 },
  ),
  response: Type.Object({ success: Type.Literal('OK') }),
  prepare({ db, files }, { body }) {
    const recebidos = body.map(({ idProspecto, model: { base64, filename, filetype } }) => ({
      prospectoId: idProspecto,
      base64,
      nome: filename,
      tipoDeclarado: filetype,
    }));
    return guardarConteudos(db, files, recebidos);
  },
  async handle({ tx, clock }, _input, guardados) {
    await anexar(tx, clock, guardados);
    return { success: 'OK' as const };
  },
});
