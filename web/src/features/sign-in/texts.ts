import type { Texts } from '@/shared/i18n/language';

const en = {
  title: 'Sign in to Labelsmith',
  againTitle: 'Your session has ended',
  explain:
    'When Labelsmith starts, it prints a sign-in link in the terminal. Open that link, or paste it here.',
  againExplain:
    'Nothing on this page is lost. Paste a sign-in link from the terminal to go on, or open it in another tab.',
  field: 'Sign-in link or token',
  placeholder: 'http://127.0.0.1:5080/sign-in?token=…',
  submit: 'Sign in',
  expired: 'This link has been used or is no longer valid. Each link signs in once.',
  newLink: 'How to get a new link',
  newLinkHint:
    'Restart the server: it prints a new one. Or, where somebody is signed in: Account, Settings, New sign-in link.',
  why: 'A sign-in is asked for even on your own computer, so that other programs and web pages cannot read your data.',
  offline: 'The server cannot be reached. Check that it is still running.',
};

const zh: typeof en = {
  title: '登录 Labelsmith',
  againTitle: '会话已结束',
  explain: 'Labelsmith 启动时会在终端打印登录链接。请打开该链接，或粘贴到这里。',
  againExplain: '此页面上的内容不会丢失。请粘贴终端中的登录链接以继续，或在另一个标签页中打开它。',
  field: '登录链接或令牌',
  placeholder: 'http://127.0.0.1:5080/sign-in?token=…',
  submit: '登录',
  expired: '此链接已被使用或已失效。每个链接只能登录一次。',
  newLink: '如何获取新链接',
  newLinkHint: '重启服务器，它会打印新链接。或在已登录处：账户 → 设置 → 新建登录链接。',
  why: '即使在本机也需要登录，以防其他程序或网页读取您的数据。',
  offline: '无法连接服务器。请确认它仍在运行。',
};

export const texts: Texts<typeof en> = { en, 'zh-CN': zh };
