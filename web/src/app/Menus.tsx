import { ActionIcon, Menu, Text, Tooltip, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import { languageNames, languages, useLanguage, useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

const schemes = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

/** Keys, language, appearance, account. */
export function Menus({ showKeys }: { showKeys(): void }) {
  const t = useTexts(texts);
  return (
    <>
      <Tooltip label={`${t.showKeys} (?)`}>
        <ActionIcon aria-label={t.showKeys} onClick={showKeys}>
          <IconKeyboard size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <LanguageMenu />
      <AppearanceMenu />
      <AccountMenu />
    </>
  );
}

export function LanguageMenu() {
  const t = useTexts(texts);
  const { language, setLanguage } = useLanguage();
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.language}>
          <IconLanguage size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((tag) => (
          <Menu.Item
            key={tag}
            lang={tag}
            onClick={() => setLanguage(tag)}
            rightSection={tag === language && <IconCheck size={14} />}
          >
            {languageNames[tag]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function AppearanceMenu() {
  const t = useTexts(texts);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { Icon } = schemes.find((scheme) => scheme.value === colorScheme) ?? schemes[2];
  const names = { light: t.light, dark: t.dark, auto: t.system };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.theme}>
          <Icon size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<scheme.Icon size={14} />}
            onClick={() => setColorScheme(scheme.value)}
            rightSection={scheme.value === colorScheme && <IconCheck size={14} />}
          >
            {names[scheme.value]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountMenu() {
  const t = useTexts(texts);
  const client = useQueryClient();
  const session = useQuery(queries.session());
  const signOut = async () => {
    await api.signOut();
    client.clear();
    window.location.assign('/');
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.account}>
          <IconUser size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.signedInAs(session.data?.user ?? '')}</Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={14} />}>
          {t.settings}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} />} onClick={signOut}>
          {t.signOut}
        </Menu.Item>
        <Menu.Divider />
        <Text size="xs" px="sm" py={4} className="quiet">
          Labelsmith {session.data?.version}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
