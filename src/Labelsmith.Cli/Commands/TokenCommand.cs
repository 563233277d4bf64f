using System.CommandLine;
using Labelsmith.Cli.Remote;
using Labelsmith.Server.Sessions;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith token</c>: the tokens with which programs sign in.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "List, make or delete the tokens with which programs sign in.") { List(), New(), Delete() };

    private static Command List()
    {
        var command = new Command("list", "List your tokens; the secrets are not kept.");
        new ServerOption().On(command, async (_, server, cancel) =>
        {
            foreach (var token in await server.GetAsync<List<TokenView>>("/api/tokens", cancel))
            {
                var used = token.LastUsedAt is { } last ? $"last used {last:u}" : "never used";
                Console.Out.WriteLine($"{token.Id}  {token.Name}: made {token.CreatedAt:u}, {used}");
            }
        });
        return command;
    }

    private static Command New()
    {
        var name = new Argument<string>("NAME") { Description = "What will use it." };
        var command = new Command("create", "Make a token and print it, once.") { name };
        new ServerOption().On(command, async (parsed, server, cancel) => Console.Out.WriteLine(
            (await server.PostAsync<CreatedToken>("/api/tokens", new NewToken(parsed.GetRequiredValue(name)), cancel)).Token));
        return command;
    }

    private static Command Delete()
    {
        var id = new Argument<Guid>("ID") { Description = "As 'token list' shows it." };
        var command = new Command("delete", "Make a token useless.") { id };
        new ServerOption().On(command, (parsed, server, cancel) => server.DeleteAsync($"/api/tokens/{parsed.GetRequiredValue(id)}", cancel));
        return command;
    }
}
