import { Type } from 'typebox';
import { anexarArquivos, lerArquivosRecebidos } from '#modules/clientes/index.ts';
import { write } from '../../core/operation.ts';
import { Id, OneOf, Text } from '../wire.ts';

// Five files of 5 MiB in base64 are 35 MB; the rest is room for names and JSON.
const BODY_LIMIT = 36 * 1024 * 1024;

export const fazerUploadDeArquivosDoCliente = write({
  ids: ['contratos.arquivos_cliente.fazer_upload'],
  method: 'POST',
  url: '/ws/comercial/clientes/anexar_arquivos',
  credentials: ['basic', 'token'],
  bodyLimit: BODY_LIMIT,
  body: Type.Array(
    Type.Object({
      idCliente: Id,
      tipo: OneOf('COMPROVANTE_PAGAMENTO', 'DOCUMENTO', 'CONTRATO', 'ALTERACAO_TITULARIDADE', 'OUTROS'),
      model: Type.Object({
        base64: Type.String({ minLength: 1 }),
        filename: Text(255),
        filesize: Type.Integer({ minimum: 0 }),
        filetype: Text(100),
      }),
    }),
    { minItems: 1 },
  ),
  response: Type.String(),
  contentType: 'text/plain',
  async handle({ tx, files }, { body }) {
    const arquivos = lerArquivosRecebidos(
      body.map(({ idCliente, tipo, model }) => ({
        clienteId: idCliente,
        tipo,
        base64: model.base64,
        nome: model.filename,
        tipoDeclarado: model.filetype,
      })),
    );
    await anexarArquivos(tx, files, arquivos);
    return 'SUCESSO';
  },
});
