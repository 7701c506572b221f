import { Type } from 'typebox';
import { anexarDocumentos, TIPOS_DOCUMENTO } from '#modules/atendimentos/index.ts';
import { write } from '../../core/operation.ts';
import { Id, OneOf, Text } from '../wire.ts';

// Five files of 5 MiB in base64 are 35 MB; the rest is room for names and JSON.
const BODY_LIMIT = 36 * 1024 * 1024;

export const inserirDocumentos = write({
  ids: ['atendimentos.documento.inserir'],
  method: 'POST',
  url: '/ws/area/cliente/atendimento/anexar_documento',
  credentials: ['basic', 'token'],
  bodyLimit: BODY_LIMIT,
  body: Type.Object({
    IDAtendimento: Id,
    Documentos: Type.Array(
      Type.Object({
        tipoDocumento: OneOf(...TIPOS_DOCUMENTO),
        model: Type.Object({
          base64: Type.String({ minLength: 1 }),
          filename: Text(255),
          filesize: Type.Integer({ minimum: 0 }),
          filetype: Text(100),
        }),
      }),
      { minItems: 1 },
    ),
  }),
  response: Type.Object({ data: Type.String(), status: Type.Literal('OK') }),
  async handle({ tx, files }, { body: { IDAtendimento, Documentos } }) {
    const recebidos = Documentos.map(({ tipoDocumento, model }) => ({
      tipo: tipoDocumento,
      base64: model.base64,
      nome: model.filename,
      tipoDeclarado: model.filetype,
    }));
    await anexarDocumentos(tx, files, IDAtendimento, recebidos);
    return { data: `Documentos anexados ao atendimento de ID '${IDAtendimento}' com sucesso.`, status: 'OK' as const };
  },
});
