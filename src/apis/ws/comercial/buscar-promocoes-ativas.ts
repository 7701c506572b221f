import { Type } from 'typebox';
import { digits } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { promocoesAplicaveis } from '#modules/catalogo/index.ts';
import { read } from '../../core/operation.ts';
import { Id, invalidField, Optional, pessoaDe, Resposta, Text, TipoPessoa } from '../wire.ts';
import { descontoNoFio } from './desconto.ts';

const SIM = 1;

export const buscarPromocoesAtivas = read({
  ids: ['comercial.promocao.buscar_ativas'],
  method: 'POST',
  url: '/ws/comercial/contratos/promocoes/ativas',
  credentials: ['basic', 'token'],
  body: Type.Object({
    idFormaCobranca: Id,
    idTipoContrato: Id,
    idCidade: Id,
    idBairro: Id,
    idPerfil: Id,
    estado: Type.String({ pattern: '^[A-Za-z]{2}$' }),
    cep: Text(10),
    prePago: Type.Integer({ minimum: 0, maximum: 2 }),
    tipoPessoa: TipoPessoa,
    idPlano: Optional(Id),
    idTecnologia: Optional(Id),
    idPacote: Optional(Id),
    idsTecnologias: Optional(Type.String({ pattern: '^\\d{1,9}(-\\d{1,9})*$', maxLength: 500 })),
  }),
  response: Resposta(
    Type.Object({
      TipoDesconto: Type.String(),
      Descricao: Type.String(),
      Desconto: Type.Number(),
      NumeroMensalidades: Type.Integer(),
      Id: Type.Integer(),
      DescontoPorcentagem: Type.Boolean(),
    }),
  ),
  async handle({ db, clock }, { body }) {
    const promocoes = await promocoesAplicaveis(db, {
      hoje: clock.today(),
      planoId: body.idPlano ?? null,
      pacoteId: body.idPacote ?? null,
      tecnologias: tecnologiasDe(body),
      tipoContratoId: body.idTipoContrato,
      formaCobrancaId: body.idFormaCobranca,
      uf: body.estado.toUpperCase(),
      cidadeId: body.idCidade,
      bairroId: body.idBairro,
      cep: cepDe(body.cep),
      perfilId: body.idPerfil,
      tipoPessoa: pessoaDe(body.tipoPessoa),
      prePago: body.prePago === SIM,
    });
    return {
      resposta: promocoes.map((promocao) => ({
        TipoDesconto: promocao.tipo_desconto,
        Descricao: promocao.descricao,
        Desconto: descontoNoFio(promocao),
        NumeroMensalidades: promocao.numero_mensalidades,
        Id: promocao.id,
        DescontoPorcentagem: promocao.em_porcentagem,
      })),
    };
  },
});

interface Vendido {
  idPlano?: number;
  idTecnologia?: number;
  idPacote?: number;
  idsTecnologias?: string;
}

function tecnologiasDe({ idPlano, idTecnologia, idPacote, idsTecnologias }: Vendido): number[] {
  if ((idPlano === undefined) === (idPacote === undefined))
    throw new DomainError('invalid', 'promocao.plano_ou_pacote');
  if (idPlano !== undefined) {
    if (idTecnologia === undefined) throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'idTecnologia' });
    return [idTecnologia];
  }
  if (idsTecnologias === undefined) throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'idsTecnologias' });
  return idsTecnologias.split('-').map(Number);
}

function cepDe(text: string): string {
  const cep = digits(text);
  if (cep.length !== 8) throw invalidField('cep');
  return cep;
}
