import { type Static, Type } from 'typebox';
import { epochMillis } from '#kernel/dates.ts';
import { reais } from '#kernel/money.ts';
import type { loginCompleto } from '#modules/clientes/index.ts';
import { BigInteger, boletoNumber, Nullable } from '../wire.ts';

/** All that the app shows of a customer (document pages 18 and 29); only the first has `idsContratos`. */
export const Assinante = Type.Object({
  Celular: Nullable(Type.String()),
  NomeCompleto: Type.String(),
  DataNascimento: Nullable(Type.Integer()),
  TelefoneFixo: Nullable(Type.String()),
  Email: Nullable(Type.String()),
  faturas: Type.Array(
    Type.Object({
      idsContratos: Type.Optional(Type.Array(Type.Integer())),
      IDFatura: Type.Integer(),
      CodigoCliente: Type.Integer(),
      nroBoleto: BigInteger,
      nroDocumento: Type.String(),
      Vencimento: Type.String(),
      Valor: Type.Number(),
      DebitoAutomaico: Type.String(),
    }),
  ),
  CodigoCliente: Type.Integer(),
  NomeTratamento: Nullable(Type.String()),
  contratos: Type.Array(
    Type.Object({
      Tecnologia: Type.String(),
      LoginRadius: Nullable(Type.String()),
      Franquia: Nullable(Type.Integer()),
      PlanoContrato: Type.String(),
      StatusContrato: Type.String(),
      UnidadeMedida: Type.String(),
      CodContrato: Type.Integer(),
      tipoEndereco: Nullable(Type.String()),
      GrupoTecnologia: Type.String(),
      EnderecoInstalacao: Nullable(Type.String()),
      IDVencimento: Type.String(),
    }),
  ),
  atendimentosAbertos: Type.Integer(),
});

type Lido = Awaited<ReturnType<typeof loginCompleto>>[number];

export function assinanteNoFio(cliente: Lido): Static<typeof Assinante> {
  return {
    Celular: cliente.telefone_celular,
    NomeCompleto: cliente.nome,
    DataNascimento: cliente.nascimento && epochMillis(cliente.nascimento),
    TelefoneFixo: cliente.telefone_fixo,
    Email: cliente.email,
    faturas: cliente.faturas.map((fatura) => ({
      idsContratos: fatura.contratos,
      IDFatura: fatura.id,
      CodigoCliente: cliente.id,
      nroBoleto: boletoNumber(fatura.numero_boleto),
      nroDocumento: fatura.numero_documento,
      Vencimento: fatura.vencimento,
      Valor: reais(fatura.saldo),
      DebitoAutomaico: fatura.debito_automatico ? 'TRUE' : 'FALSE',
    })),
    CodigoCliente: cliente.id,
    NomeTratamento: cliente.nome_tratamento,
    contratos: cliente.contratos.map((contrato) => ({
      Tecnologia: contrato.tecnologia,
      LoginRadius: contrato.login_radius,
      Franquia: contrato.franquia_gb,
      PlanoContrato: contrato.plano,
      StatusContrato: contrato.status,
      UnidadeMedida: 'GB',
      CodContrato: contrato.id,
      tipoEndereco: contrato.endereco?.tipo ?? null,
      GrupoTecnologia: contrato.grupo,
      EnderecoInstalacao: contrato.endereco?.endereco ?? null,
      IDVencimento: String(contrato.vencimento_id),
    })),
    atendimentosAbertos: cliente.atendimentos_abertos ?? 0,
  };
}
