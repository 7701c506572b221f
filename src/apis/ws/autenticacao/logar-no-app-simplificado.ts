import { Type } from 'typebox';
import { epochMillis } from '#kernel/dates.ts';
import { reais } from '#kernel/money.ts';
import { clienteDoApp } from '#modules/clientes/index.ts';
import { assinanteOf, read } from '../../core/operation.ts';
import { AcessoAssinante, Nullable } from '../wire.ts';

export const logarSimplificado = read({
  ids: ['autenticacao.app_simplificado.logar'],
  method: 'POST',
  url: '/ws/comercial/clientes/logar',
  credentials: ['basic', 'subscriber'],
  body: AcessoAssinante,
  response: Type.Object({
    Celular: Nullable(Type.String()),
    NomeCompleto: Type.String(),
    Email: Nullable(Type.String()),
    CodigoCliente: Type.Integer(),
    NomeTratamento: Nullable(Type.String()),
    TelefoneFixo: Nullable(Type.String()),
    DataNascimento: Nullable(Type.Integer()),
    CPF: Nullable(Type.String()),
    Contratos: Type.Array(
      Type.Object({
        ValorContrato: Type.Number(),
        Tecnologia: Type.String(),
        PlanoContrato: Type.String(),
        StatusContrato: Type.String(),
        CodContrato: Type.Integer(),
        IDVencimento: Type.Integer(),
      }),
    ),
  }),
  async handle(context) {
    const cliente = await clienteDoApp(context.db, assinanteOf(context).clienteId);
    if (!cliente) throw new Error('a subscriber without a customer');
    return {
      Celular: cliente.telefone_celular,
      NomeCompleto: cliente.nome,
      Email: cliente.email,
      CodigoCliente: cliente.id,
      NomeTratamento: cliente.nome_tratamento,
      TelefoneFixo: cliente.telefone_fixo,
      DataNascimento: cliente.nascimento && epochMillis(cliente.nascimento),
      CPF: cliente.documento,
      Contratos: cliente.contratos.map((contrato) => ({
        ValorContrato: reais(contrato.valor),
        Tecnologia: contrato.tecnologia,
        PlanoContrato: contrato.plano,
        StatusContrato: contrato.status,
        CodContrato: contrato.id,
        IDVencimento: contrato.vencimento_id,
      })),
    };
  },
});
