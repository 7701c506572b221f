import { demonstracao } from '#apis/demo/plugin.ts';
import { hashSenha } from '#modules/acesso/index.ts';
import { type Config, readConfig } from '../config.ts';
import { loadDemo } from '../demo/loader.ts';
import { openInstallation, StartError } from '../installation.ts';
import { demoPorts } from '../ports.ts';
import { type Command, print } from './command.ts';
import { serve } from './serve.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

export const demo: Command = {
  name: 'demo',
  about: 'Serve um provedor de demonstração, com os dados dos documentos',
  usage: [''],
  async run() {
    const config = demoConfig();
    const installation = await openInstallation(config, 'demo');
    try {
      await loadDemo(installation.db, installation.clock, hashSenha);
      const { address, ended } = await serve(config, installation, demoPorts(config, installation), (app, runDueJobs) =>
        demonstracao(app, { ...installation, runDueJobs }),
      );
      print(welcome(address));
      await ended;
    } catch (error) {
      await installation.close();
      throw error;
    }
  },
};

// Its documents are samples whose check digits are wrong, and its terminal is read by people.
const DEFAULTS = { BALCAO_DOCUMENTOS: 'tamanho', BALCAO_LOG: 'warn' };

function demoConfig(): Config {
  const config = readConfig(process.env, DEFAULTS);
  if (!LOOPBACK.test(config.host) && config.demoOpen !== 'sim') {
    throw new StartError(
      `A demonstração tem senhas conhecidas e só escuta na própria máquina; HOST é ${config.host}. ` +
        'Para expô-la mesmo assim, BALCAO_DEMO_EM_REDE=sim.',
    );
  }
  return config;
}

const welcome = (address: string): string => `Balcão, demonstração em ${address}
Referência da API:      ${address}/docs
Mensagens enviadas:     ${address}/demo/mensagens
SPC e Clear Sale:       simulados, salvo os que tiverem endereço configurado (docs/partners.md)

Credenciais: Basic demo / demo · chave GSAN aBC123DEF · token Tiny demo-token
             assinante 12312312312 / 12312312312

Para colar:
  curl -s -u demo:demo -H 'content-type: application/json' -d '{"usuario":"12312312312","senha":"12312312312"}' ${address}/ws/comercial/clientes/logar
  curl -s -X POST '${address}/gsan/atualizarTelefoneCliente?key=aBC123DEF&cpfCnpj=12312312387&foneAntigo=7933334444&foneNovo=79911112222&tipoFoneNovo=3'
  curl -s '${address}/api2/contato.obter.php?token=demo-token&id=81593&formato=json'`;
