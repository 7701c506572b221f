import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Services } from '#apis/core/services.ts';
import type { SmsRule } from '#kernel/sms-text.ts';
import { genieAcs, type Meios, oltPorHttp, semAcs } from '#modules/equipamentos/index.ts';
import { type EmissorNfcom, emissorPorHttp, emissorSimulado, semEmissor } from '#modules/fiscal/index.ts';
import { mailParaCaixa, smsParaCaixa } from '#modules/notificacoes/index.ts';
import { clearSalePorHttp, semClearSale, semSpc, spcPorHttp } from '#modules/prospectos/index.ts';
import { type PixPort, pixHttp, pixPelaApi, semPixHttp } from '#modules/recebimento/index.ts';
import { type FileStore, folderStore } from '#platform/files.ts';
import { s3Store } from '#platform/files-s3.ts';
import { httpPartner } from '#platform/http-partner.ts';
import { infobipPin, noPin, type PinPort } from '#platform/infobip/pin.ts';
import { infobipSms } from '#platform/infobip/sms.ts';
import { noMail, smtpMail } from '#platform/mail.ts';
import { cutToSms, noSms, type SmsPort } from '#platform/sms.ts';
import { httpSms } from '#platform/sms-http.ts';
import { type Config, ConfigError } from './config.ts';
import { equipamentosSimulados } from './demo/equipamentos.ts';
import { parceirosSimulados } from './demo/parceiros.ts';
import { pixSimulado } from './demo/pix.ts';
import type { Installation } from './installation.ts';

export interface Ports
  extends Pick<Services, 'mail' | 'bulkMail' | 'sms' | 'pin' | 'files' | 'parceiros' | 'nfcom' | 'pix' | 'pixWebhook'> {
  equipamentos: Pick<Meios, 'olt' | 'acs'>;
}

/** What leaves the machine, as the settings say. */
export function portsOf(config: Config, { dataDir }: Pick<Installation, 'dataDir'>): Ports {
  const { smtpUrl, mailFrom, smtpConnections } = config;
  return {
    mail: smtpUrl ? smtpMail(smtpUrl, mailFrom) : noMail,
    bulkMail: smtpUrl ? smtpMail(smtpUrl, mailFrom, { connections: smtpConnections }) : noMail,
    sms: cutToSms(gatewayOf(config) ?? noSms, ruleOf(config)),
    pin: pinOf(config),
    files: filesOf(config, dataDir),
    parceiros: parceirosOf(config),
    nfcom: nfcomOf(config),
    pix: pixOf(config),
    pixWebhook: { segredo: config.pixWebhookSegredo },
    equipamentos: equipamentosOf(config),
  };
}

/** The same for the demo: what no setting sends out goes to its own mailbox, or to simulated partners. */
export function demoPorts(config: Config, { db, dataDir }: Pick<Installation, 'db' | 'dataDir'>): Ports {
  const ports = portsOf(config, { dataDir });
  const simulados = parceirosSimulados(db);
  const equipamentos = equipamentosSimulados();
  return {
    ...ports,
    ...(!config.smtpUrl && { mail: mailParaCaixa(db), bulkMail: mailParaCaixa(db) }),
    ...(!gatewayOf(config) && { sms: cutToSms(smsParaCaixa(db), ruleOf(config)) }),
    ...(!config.nfcomUrl && { nfcom: emissorSimulado }),
    ...(!config.pixUrl && { pix: pixSimulado(db) }),
    equipamentos: {
      olt: temPonte(config) ? ports.equipamentos.olt : equipamentos.olt,
      acs: config.genieAcsUrl ? ports.equipamentos.acs : equipamentos.acs,
    },
    parceiros: {
      spc: config.spcUrl ? ports.parceiros.spc : simulados.spc,
      clearSale: config.clearSaleUrl ? ports.parceiros.clearSale : simulados.clearSale,
    },
  };
}

const ruleOf = ({ smsAccents, smsParts }: Config): SmsRule => ({ accents: smsAccents, maxParts: smsParts });

// Infobip before the plain gateway, where both are configured.
function gatewayOf({ smsUrl, infobipUrl, infobipKey, infobipSender, infobipReports }: Config): SmsPort | null {
  if (infobipUrl) {
    return infobipSms({ url: infobipUrl, key: infobipKey ?? '', sender: infobipSender, reportTo: infobipReports });
  }
  return smsUrl ? httpSms(smsUrl) : null;
}

function pinOf({ infobipUrl, infobipKey, infobipSender, infobipApp, infobipTemplate }: Config): PinPort {
  if (!infobipUrl || !infobipApp || !infobipTemplate) return noPin;
  const account = { url: infobipUrl, key: infobipKey ?? '', sender: infobipSender };
  return infobipPin({ ...account, applicationId: infobipApp, messageId: infobipTemplate });
}

const filesOf = ({ filesS3 }: Config, dataDir: string): FileStore =>
  filesS3 ? s3Store(filesS3) : folderStore(join(dataDir, 'arquivos'));

function parceirosOf({ spcUrl, spcToken, clearSaleUrl, clearSaleToken }: Config): Ports['parceiros'] {
  return {
    spc: spcUrl ? spcPorHttp(httpPartner({ name: 'SPC', url: spcUrl, token: spcToken })) : semSpc,
    clearSale: clearSaleUrl
      ? clearSalePorHttp(httpPartner({ name: 'Clear Sale', url: clearSaleUrl, token: clearSaleToken }))
      : semClearSale,
  };
}

/** Who signs and sends NFCom, as the settings say. */
export const nfcomOf = ({ nfcomUrl, nfcomToken }: Config): EmissorNfcom =>
  nfcomUrl ? emissorPorHttp(httpPartner({ name: 'NFCom', url: nfcomUrl, token: nfcomToken })) : semEmissor;

/** The bank that Pix is received at. Throws ConfigError for settings that lack another, and files that cannot be read. */
export function pixOf(config: Config): PixPort {
  const { pixUrl, pixTokenUrl, pixCliente, pixSegredo, pixEscopos, pixCertificado, pixChave } = config;
  if (!pixUrl) return pixPelaApi(semPixHttp);
  if (!pixTokenUrl || !pixCliente || !pixSegredo) {
    throw new ConfigError('Com BALCAO_PIX_URL vão BALCAO_PIX_TOKEN_URL, BALCAO_PIX_CLIENTE e BALCAO_PIX_SEGREDO.');
  }
  if ((pixCertificado === '') !== (pixChave === '')) {
    throw new ConfigError('BALCAO_PIX_CERTIFICADO e BALCAO_PIX_CHAVE vão juntas.');
  }
  return pixPelaApi(
    pixHttp({
      url: pixUrl,
      tokenUrl: pixTokenUrl,
      clientId: pixCliente,
      clientSecret: pixSegredo,
      scopes: pixEscopos,
      certificado: pemOf('BALCAO_PIX_CERTIFICADO', pixCertificado),
      chave: pemOf('BALCAO_PIX_CHAVE', pixChave),
    }),
  );
}

function pemOf(name: string, path: string): Buffer | null {
  if (path === '') return null;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError(`Não foi possível ler o arquivo de ${name}: ${(error as Error).message}.`);
  }
}

const temPonte = ({ oltUrl, oltZte, oltNokia, oltHuawei, oltFiberhome }: Config): boolean =>
  [oltUrl, oltZte, oltNokia, oltHuawei, oltFiberhome].some((url) => url !== null);

// One attempt a command: the queue tries again, under the same key.
function equipamentosOf(config: Config): Ports['equipamentos'] {
  const { oltUrl, oltToken, oltZte, oltNokia, oltHuawei, oltFiberhome, genieAcsUrl } = config;
  const ponte = (fabricante: string, own: string | null) => {
    const url = own ?? oltUrl;
    return (
      url &&
      httpPartner({
        name: `OLT ${fabricante}`,
        url,
        token: oltToken,
        attempts: 1,
        attemptMs: 20_000,
        deadlineMs: 20_000,
      })
    );
  };
  return {
    olt: oltPorHttp({
      ZTE: ponte('ZTE', oltZte) || null,
      NOKIA: ponte('NOKIA', oltNokia) || null,
      HUAWEI: ponte('HUAWEI', oltHuawei) || null,
      FIBERHOME: ponte('FIBERHOME', oltFiberhome) || null,
    }),
    acs: genieAcsUrl ? genieAcs({ url: genieAcsUrl }) : semAcs,
  };
}
