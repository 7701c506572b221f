import { day, startOfDay } from '#kernel/dates.ts';
import { type Part, rowsOf } from '../part.ts';

const sessao = (
  [radacctid, coleta_id, contrato_id]: [number, number | null, number],
  [username, nasipaddress, callingstationid, framedipaddress]: [string, string, string, string],
  [acctstarttime, acctstoptime, acctupdatetime]: [Date, Date, Date],
  [acctoutputoctets, acctinputoctets]: [number, number],
) => ({
  radacctid,
  coleta_id,
  contrato_id,
  acctsessionid: String(radacctid),
  acctuniqueid: radacctid.toString(16).padStart(32, '0'),
  username,
  nasipaddress,
  callingstationid,
  framedipaddress,
  acctstarttime,
  acctstoptime,
  acctupdatetime,
  acctsessiontime: Math.trunc((acctstoptime.getTime() - acctstarttime.getTime()) / 1000),
  acctoutputoctets,
  acctinputoctets,
  arquivada: true,
});

const HORA = 3_600_000;
const TOTAL_DE_HOJE = 5_441_806_892;

/** Sessions, readings and NASes of the documents. The demo starts no FreeRADIUS: they come as data. */
export const rede: Part = {
  name: 'rede',
  rows: ({ hoje }) => {
    const meiaNoite = startOfDay(hoje).getTime();
    const [inicio, fim] = [new Date(meiaNoite), new Date(meiaNoite + HORA)];
    return [
      // The session of 61049 that ended before it began is the document's.
      rowsOf('radius.radacct', [
        sessao(
          [76984667, 1, 61049],
          ['clienteteste', '10.0.10.33', '00:0C:43:C2:8F:8F', '187.73.84.95'],
          [new Date(1492725782000), new Date(1471958076000), new Date(1499264996000)],
          [391787917, 33658349],
        ),
        sessao(
          [81463731, 2, 61049],
          ['clienteteste', '10.0.10.8', '00:0C:43:D5:17:23', '186.235.195.228'],
          [new Date(1492957543000), new Date(1492974406000), new Date(1499265138000)],
          [9342519, 670931],
        ),
        sessao(
          [91051, null, 1283299],
          ['cliente.teste', '10.0.10.8', '00:0C:43:00:00:01', '187.73.84.95'],
          [inicio, fim, fim],
          [TOTAL_DE_HOJE, 0],
        ),
      ]),
      rowsOf('radius.radacct', [
        {
          radacctid: 2,
          contrato_id: 311622,
          acctsessionid: '8192f896',
          acctuniqueid: 'e02aa96a3e91e7afb17789bdc42559da',
          username: 'SAL.farinha.311622',
          realm: '',
          nasipaddress: '201.33.240.4',
          nasportid: '0 0/0/0:4096.1003 LAFAIETE-4/0/0/11/0/1/FHTT-09872590 GP',
          nasporttype: 'Ethernet',
          framedprotocol: 'PPP',
          calledstationid: 'PPPoE1-Tag',
          callingstationid: '74:CC:39:87:25:93',
          acctstarttime: new Date(1493331094000),
          acctupdatetime: new Date(1493331094000),
          acctsessiontime: 24,
          arquivada: true,
          acctoutputoctets: 238,
        },
      ]),
      rowsOf('radius.consumo_dia', [
        { contrato_id: 1283299, dia: hoje, download: TOTAL_DE_HOJE },
        dia(61049, '2017-07-05', 391787917 + 9342519, 33658349 + 670931),
        dia(311622, '2017-04-27', 238, 0),
      ]),
      rowsOf('radius.leitura', [
        leitura('2018-01-09T17:08:00-02:00', 5842016016, 65092063096),
        leitura('2018-01-09T17:18:00-02:00', 5848510368, 65199855336),
      ]),
    ];
  },
};

const dia = (contrato_id: number, em: string, download: number, upload: number) => ({
  contrato_id,
  dia: day(em),
  download,
  upload,
});

const leitura = (quando: string, entrada: number, saida: number) => ({
  contrato_id: 1283367,
  login: '2clienteteste',
  quando: new Date(quando),
  entrada,
  saida,
});
