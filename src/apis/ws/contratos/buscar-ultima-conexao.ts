import { Type } from 'typebox';
import { DomainError } from '#kernel/errors.ts';
import { abrirSenhaWifi, existeCliente, ultimasConexoes } from '#modules/radius/index.ts';
import { read } from '../../core/operation.ts';
import { Id, Nullable, Optional } from '../wire.ts';

const texto = Optional(Type.String());
const millis = Optional(Nullable(Type.Number()));

// Empty for a contract that never connected.
const InfoUltimaConexao = Type.Object({
  acctuniqueid: texto,
  framedprotocol: texto,
  connectinfo_start: texto,
  nasipaddress: texto,
  realm: texto,
  acctinterval: Optional(Nullable(Type.Integer())),
  acctupdatetime: millis,
  connectinfo_stop: texto,
  groupname: texto,
  callingstationid: texto,
  acctsessionid: texto,
  nasporttype: texto,
  radacctid: Optional(Type.Integer()),
  username: texto,
  calledstationid: texto,
  acctoutputoctets: Optional(Type.Integer()),
  acctstarttime: millis,
  acctstoptime: millis,
  acctsessiontime: Optional(Nullable(Type.Integer())),
  nasportid: texto,
});

type Conexao = Awaited<ReturnType<typeof ultimasConexoes>>[number];

export const buscarUltimaConexao = read({
  ids: ['area_cliente.equipamento.buscar_ultima_conexao'],
  method: 'GET',
  url: '/ws/area/cliente/:idCliente/equipamentos/ultima_conexao',
  credentials: ['basic', 'token'],
  params: Type.Object({ idCliente: Id }),
  response: Type.Object({
    data: Type.Array(
      Type.Object({
        senhaWiFi: Nullable(Type.String()),
        fornecedorEquipamento: Nullable(Type.String()),
        criptografiaRede: Nullable(Type.String()),
        infoUltimaConexao: InfoUltimaConexao,
        serial: Nullable(Type.String()),
        loginWiFi: Nullable(Type.String()),
      }),
    ),
    status: Type.Literal('OK'),
  }),
  async handle({ db, sealer }, { params }) {
    const conexoes = await ultimasConexoes(db, { cliente: params.idCliente });
    if (conexoes.length === 0 && (await existeCliente(db, { id: params.idCliente })).length === 0) {
      throw new DomainError('notFound', 'cliente.nao_encontrado');
    }
    return {
      data: conexoes.map((conexao) => ({
        senhaWiFi: conexao.wifi_senha && abrirSenhaWifi(sealer, conexao.contrato_id, conexao.wifi_senha),
        fornecedorEquipamento: conexao.fabricante,
        criptografiaRede: conexao.criptografia,
        infoUltimaConexao: conexao.radacctid === null ? {} : informacoes(conexao),
        serial: conexao.serial,
        loginWiFi: conexao.wifi_login,
      })),
      status: 'OK' as const,
    };
  },
});

// FreeRADIUS writes an empty text where a packet says nothing, and so does the document.
const informacoes = (s: Conexao) => ({
  acctuniqueid: s.acctuniqueid ?? '',
  framedprotocol: s.framedprotocol ?? '',
  connectinfo_start: s.connectinfo_start ?? '',
  nasipaddress: s.nas ?? '',
  realm: s.realm ?? '',
  acctinterval: s.acctinterval,
  acctupdatetime: s.acctupdatetime?.getTime() ?? null,
  connectinfo_stop: s.connectinfo_stop ?? '',
  groupname: s.groupname ?? '',
  callingstationid: s.callingstationid ?? '',
  acctsessionid: s.acctsessionid ?? '',
  nasporttype: s.nasporttype ?? '',
  radacctid: s.radacctid ?? 0,
  username: s.username ?? '',
  calledstationid: s.calledstationid ?? '',
  acctoutputoctets: s.acctoutputoctets ?? 0,
  acctstarttime: s.acctstarttime?.getTime() ?? null,
  acctstoptime: s.acctstoptime?.getTime() ?? null,
  acctsessiontime: s.acctsessiontime,
  nasportid: s.nasportid ?? '',
});
