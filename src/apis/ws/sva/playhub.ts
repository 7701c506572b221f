import { type Static, Type } from 'typebox';
import { normalizeDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { clienteDoDocumento, clientesDaHabilitacao, exigirUsuarioDoPlayHub } from '#modules/sva/index.ts';
import { read } from '../../core/operation.ts';
import { error } from '../texts/error.ts';
import { Nullable, Text, wireDay } from '../wire.ts';

const Cliente = Type.Object({
  Celular: Nullable(Type.String()),
  FoxEsport: Type.Boolean(),
  Email: Nullable(Type.String()),
  uol: Type.Boolean(),
  WatchTv: Type.Boolean(),
  CPF_CNPJ: Nullable(Type.String()),
  EsporteIterativo: Type.Boolean(),
  McAfee: Type.Boolean(),
});

const errors = { 'sva.credencial': error(401, 'Usuário ou senha do PlayHub inválidos.') };

/** The customers whose contracts were enabled on a day. */
export const buscarClientesPlayHub = read({
  ids: ['comercial.playhub_cliente.buscar.data_habilitacao'],
  method: 'POST',
  url: '/ws/playhub/data',
  credentials: ['basic', 'token'],
  body: Type.Object({ Usuario: Text(100), Senha: Text(200), DataHabilitacao: Text(10) }),
  response: Type.Object({ Clientes: Type.Array(Cliente) }),
  errors,
  async handle({ db }, { body }) {
    const dia = wireDay('DataHabilitacao', body.DataHabilitacao, 'yyyy-MM-dd');
    await exigirUsuarioDoPlayHub(db, body.Usuario, body.Senha);
    return { Clientes: (await clientesDaHabilitacao(db, { dia })).map(noFio) };
  },
});

/** The customer with a CPF or CNPJ. */
export const buscarClientePlayHub = read({
  ids: ['comercial.playhub_cliente.buscar.cpf_cnpj'],
  method: 'POST',
  url: '/ws/comercial/playhub/cpf_cnpj',
  credentials: ['basic', 'token'],
  body: Type.Object({ Usuario: Text(100), Senha: Text(200), CNPJ: Text(20) }),
  response: Type.Object({ Cliente }),
  errors,
  async handle({ db }, { body }) {
    await exigirUsuarioDoPlayHub(db, body.Usuario, body.Senha);
    const [cliente] = await clienteDoDocumento(db, { documento: normalizeDocument(body.CNPJ) });
    if (!cliente) throw new DomainError('notFound', 'cliente.nao_encontrado');
    return { Cliente: noFio(cliente) };
  },
});

function noFio(cliente: {
  documento: string | null;
  email: string | null;
  telefone_celular: string | null;
  recursos: string[];
}): Static<typeof Cliente> {
  const tem = (recurso: string) => cliente.recursos.includes(recurso);
  return {
    Celular: cliente.telefone_celular,
    FoxEsport: tem('FoxEsport'),
    Email: cliente.email,
    uol: tem('uol'),
    WatchTv: tem('WatchTv'),
    CPF_CNPJ: cliente.documento,
    EsporteIterativo: tem('EsporteIterativo'),
    McAfee: tem('McAfee'),
  };
}
