import { type Static, Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { type Centavos, fromReais, reais } from '#kernel/money.ts';
import { BLOQUEIOS, type ContratoVendido, type Venda, vender } from '#modules/contratos/index.ts';
import { write } from '../../core/operation.ts';
import { Id, OneOf, Optional } from '../wire.ts';

const Flag = Type.Integer({ minimum: 0, maximum: 1 });
const Ids = Type.Array(Id, { maxItems: 100 });
const Parcelas = Type.Integer({ minimum: 1, maximum: 100 });
const Valor = Type.Number({ minimum: 0, maximum: 10_000_000 });

// What is told for each plan: at the top of the body for a single one, in dadosPlanosPacote for a package's.
const doPlano = {
  idPlanejamentoTributario: Optional(Id),
  idsPromocoes: Optional(Ids),
  idServicoInstalacao: Optional(Id),
  parcelasContratadasServicoInstalacao: Optional(Parcelas),
};
const ItemDoPacote = Type.Object({ idPlano: Id, valorContrato: Valor, ...doPlano });

// The five methods of the document (pages 80 to 93) share one address; what tells them apart is idPacote and the
// technology of the plan, so the body takes the fields of all of them.
const Body = Type.Object({
  idUsuario: Id,
  idCliente: Id,
  idTipoContrato: Id,
  idsEnderecos: Type.Array(Id, { minItems: 1, maxItems: 20 }),
  idOrigemComercial: Id,
  idVencimento: Id,
  idFormaCobranca: Id,
  idCanalVenda: Id,
  podeSuspender: Flag,
  naoCancelaPorInadimplencia: Flag,
  fidelizacao: OneOf('MESES_24', 'SEM', 'MESES_36', 'MESES_12', 'MESES_4'),
  idDadosDebito: Optional(Id),
  observacaoFiscal: Optional(Type.String({ maxLength: 2000 })),
  observacaoFatura: Optional(Type.String({ maxLength: 2000 })),
  idPlano: Optional(Id),
  valorContrato: Optional(Valor),
  idPlanoProspectado: Optional(Id),
  ...doPlano,
  idPacote: Optional(Id),
  dadosPlanosPacote: Optional(Type.Array(ItemDoPacote, { minItems: 1, maxItems: 20 })),
  loginRadius: Optional(Type.String({ maxLength: 64, pattern: '^[!-~]+$' })),
  senhaRadius: Optional(Type.String({ maxLength: 64, pattern: '^[!-~]+$' })),
  idSaidaCaixa: Optional(Id),
  idCaixa: Optional(Id),
  idLocationCM: Optional(Id),
  idVelocidade: Optional(Id),
  idNumero: Optional(Id),
  bloquearLigacaoCobrar: Optional(Flag),
  bloquearLigacaoDDD: Optional(Flag),
  bloquearLigacaoCelular: Optional(Flag),
  bloquearLigacaoInternacional: Optional(Flag),
  exibeListaTelefonica: Optional(Flag),
  idsPacotesVozExtra: Optional(Ids),
  idsCanaisExtras: Optional(Ids),
  idsPacotesCanaisExtras: Optional(Ids),
});
type Body = Static<typeof Body>;

const Contrato = Type.Object({
  cliente: Type.String(),
  valorContrato: Type.Number(),
  tecnologia: Type.String(),
  plano: Type.String(),
  id: Type.Integer(),
  status: Type.String(),
});

export const cadastrarContrato = write({
  ids: [
    'comercial.contrato.cadastrar.internet',
    'comercial.contrato.cadastrar.telefonia',
    'comercial.contrato.cadastrar.tv',
    'comercial.contrato.cadastrar.outros',
    'comercial.contrato.cadastrar.pacote',
  ],
  method: 'POST',
  url: '/ws/comercial/contratos/cadastrar',
  credentials: ['basic', 'token'],
  body: Body,
  // One object for a single plan, a list for a package.
  response: Type.Unsafe<{ resposta: Static<typeof Contrato> | Static<typeof Contrato>[] }>(
    Type.Object({ resposta: Type.Union([Contrato, Type.Array(Contrato)]) }),
  ),
  async handle({ tx, clock, caller }, { body }) {
    const contratos = await vender(tx, clock, caller.integrador.id, vendaOf(body));
    const shown = contratos.map(wireOf);
    return { resposta: body.idPacote === undefined ? (shown[0] as Static<typeof Contrato>) : shown };
  },
});

function vendaOf(body: Body): Venda {
  return {
    ...body,
    podeSuspender: body.podeSuspender === 1,
    naoCancelaPorInadimplencia: body.naoCancelaPorInadimplencia === 1,
    itens: itensOf(body),
    dados: {
      ...body,
      bloqueios: Object.fromEntries(
        BLOQUEIOS.flatMap((campo) => (body[campo] === undefined ? [] : [[campo, body[campo] === 1]])),
      ),
      idsPacotesVozExtra: body.idsPacotesVozExtra ?? [],
      idsCanaisExtras: body.idsCanaisExtras ?? [],
      idsPacotesCanaisExtras: body.idsPacotesCanaisExtras ?? [],
    },
  };
}

function itensOf(body: Body): Venda['itens'] {
  if (body.idPacote !== undefined) {
    const itens = required(body.dadosPlanosPacote, 'dadosPlanosPacote');
    return itens.map((item, i) => ({
      ...item,
      valor: centavosOf(item.valorContrato, `dadosPlanosPacote[${i}].valorContrato`),
      parcelas: item.parcelasContratadasServicoInstalacao,
      idsPromocoes: item.idsPromocoes ?? [],
    }));
  }
  return [
    {
      ...body,
      idPlano: required(body.idPlano, 'idPlano'),
      valor: centavosOf(required(body.valorContrato, 'valorContrato'), 'valorContrato'),
      parcelas: body.parcelasContratadasServicoInstalacao,
      idsPromocoes: body.idsPromocoes ?? [],
    },
  ];
}

function required<T>(value: T | undefined, campo: string): T {
  if (value === undefined) throw new DomainError('invalid', 'campo.obrigatorio', { campo });
  return value;
}

function centavosOf(value: number, campo: string): Centavos {
  const centavos = fromReais(value);
  if (centavos === null) throw new DomainError('invalid', 'campo.valor', { campo });
  return centavos;
}

function wireOf(contrato: ContratoVendido): Static<typeof Contrato> {
  return {
    cliente: `${contrato.clienteId} - ${contrato.cliente}`,
    valorContrato: reais(contrato.valor),
    tecnologia: contrato.tecnologia,
    plano: `${contrato.planoId} - ${contrato.plano}`,
    id: contrato.id,
    status: contrato.status,
  };
}
