import { type Static, Type } from 'typebox';
import type { Day } from '#kernel/dates.ts';
import { checkDocument, type DocumentMode } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { cadastrarProspecto as cadastrar } from '#modules/prospectos/index.ts';
import { write } from '../../core/operation.ts';
import { wireEmail, wireTelefone } from '../clientes/campos.ts';
import { error } from '../texts/error.ts';
import { Id, invalidField, OneOf, Optional, pessoaDe, Text, TipoPessoa, wireDay } from '../wire.ts';

const Corpo = Type.Object({
  tipoPessoa: TipoPessoa,
  nome: Text(200),
  telefoneFixo: Text(20),
  telefoneMovel: Text(20),
  idVendedor: Id,
  idSegmentoProspecto: Id,
  idTipoProspecto: Id,
  idCanalVenda: Id,
  idEmpresa: Id,
  observacaoProspecto: Optional(Text(4000)),
  email: Optional(Text(100)),
  cpf: Optional(Text(30)),
  dataNascimento: Optional(Text(10)),
  rg: Optional(Text(30)),
  nomeMae: Optional(Text(200)),
  sexo: Optional(OneOf('MASCULINO', 'FEMININO')),
  cnpj: Optional(Text(30)),
  inscricaoEstadual: Optional(Text(30)),
  inscricaoMunicipal: Optional(Text(30)),
  nomeFantasia: Optional(Text(200)),
});
type Corpo = Static<typeof Corpo>;

export const cadastrarProspecto = write({
  ids: ['prospectos.prospecto.cadastrar'],
  method: 'POST',
  url: '/ws/comercial/prospectos/cadastrar',
  credentials: ['basic', 'token'],
  body: Corpo,
  response: Type.Object({ idProspecto: Type.Integer() }),
  errors: {
    'tipo_prospecto.desconhecido': error(400, 'O idTipoProspecto informado não pertence a nenhum tipo de prospecto.'),
    'canal_venda.desconhecido': error(400, 'O idCanalVenda informado não pertence a nenhum canal de venda ativo.'),
    'empresa.desconhecido': error(400, 'O idEmpresa informado não pertence a nenhuma empresa cadastrada no sistema.'),
    'segmento.sem_funil': error(409, 'O segmento informado não tem um estágio inicial no funil de prospectos.'),
  },
  async handle({ tx, clock, rules }, { body }) {
    const idProspecto = await cadastrar(tx, clock, {
      tipoPessoa: pessoaDe(body.tipoPessoa),
      nome: body.nome,
      telefoneFixo: wireTelefone('telefoneFixo', body.telefoneFixo),
      telefoneMovel: wireTelefone('telefoneMovel', body.telefoneMovel),
      email: wireEmail('email', body.email),
      observacao: body.observacaoProspecto ?? null,
      vendedorId: body.idVendedor,
      segmentoId: body.idSegmentoProspecto,
      tipoProspectoId: body.idTipoProspecto,
      canalVendaId: body.idCanalVenda,
      empresaId: body.idEmpresa,
      ...(body.tipoPessoa === 'PessoaFisica'
        ? pessoaFisica(body, rules.documentos, clock.today())
        : pessoaJuridica(body, rules.documentos)),
    });
    return { idProspecto };
  },
});

// What belongs to the other kind of person is ignored («Preencher somente se», p. 102).
const nada = {
  rg: null,
  nomeMae: null,
  sexo: null,
  nascimento: null,
  inscricaoEstadual: null,
  inscricaoMunicipal: null,
  nomeFantasia: null,
};

function pessoaFisica(body: Corpo, modo: DocumentMode, hoje: Day) {
  const { dataNascimento } = body;
  if (dataNascimento === undefined) throw new DomainError('invalid', 'campo.obrigatorio', { campo: 'dataNascimento' });
  const nascimento = wireDay('dataNascimento', dataNascimento, 'dd-MM-yyyy');
  if (nascimento > hoje) throw invalidField('dataNascimento');
  return {
    ...nada,
    documento: documento('cpf', body.cpf, modo),
    nascimento,
    rg: body.rg ?? null,
    nomeMae: body.nomeMae ?? null,
    sexo: body.sexo ?? null,
  };
}

function pessoaJuridica(body: Corpo, modo: DocumentMode) {
  return {
    ...nada,
    documento: documento('cnpj', body.cnpj, modo),
    inscricaoEstadual: body.inscricaoEstadual ?? null,
    inscricaoMunicipal: body.inscricaoMunicipal ?? null,
    nomeFantasia: body.nomeFantasia ?? null,
  };
}

function documento(campo: 'cpf' | 'cnpj', text: string | undefined, modo: DocumentMode): string | null {
  if (text === undefined) return null;
  const found = checkDocument(text, modo);
  if (found?.kind.toLowerCase() !== campo) throw new DomainError('invalid', `campo.${campo}`, { campo });
  return found.value;
}
