using System.Net.Sockets;
using Labelsmith.Cluster.Explanations;
using Labelsmith.Domain;
using Labelsmith.Server.Annotations;
using Labelsmith.Server.Documentation;
using Labelsmith.Server.Explanations;
using Labelsmith.Server.Exporting;
using Labelsmith.Server.Formats;
using Labelsmith.Server.Health;
using Labelsmith.Server.Importing;
using Labelsmith.Server.Items;
using Labelsmith.Server.Models;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Server.Runs;
using Labelsmith.Server.Samples;
using Labelsmith.Server.Security;
using Labelsmith.Server.Selecting;
using Labelsmith.Server.Sessions;
using Labelsmith.Server.WebApp;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Labelsmith.Server;

/// <summary>The server: people's side of Labelsmith. A new feature is a folder and one <c>MapX()</c> line here.</summary>
public sealed class LabelsmithServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ServerOptions options;

    private LabelsmithServer(WebApplication app, ServerOptions options) => (this.app, this.options) = (app, options);

    public IServiceProvider Services => app.Services;

    /// <summary>Where it listens, once it has been started; the first is for people.</summary>
    public IReadOnlyList<string> Urls => [.. app.Urls];

    /// <summary>Opens the data folder and sets everything up; nothing listens yet.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    public static LabelsmithServer Build(ServerOptions options)
    {
        var data = DataFolder.Open(options.DataFolder, options.Time);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        AddServices(builder, options, data);
        options.Configure?.Invoke(builder);
        var app = builder.Build();
        app.Urls.Clear();
        foreach (var url in options.Urls)
        {
            app.Urls.Add(url);
        }

        Map(app, options);
        return new LabelsmithServer(app, options);
    }

    /// <summary>Makes the sample projects where they are asked for, and listens.</summary>
    /// <exception cref="ServerStartException">An address is in use or may not be used.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        if (options.SamplesFolder is { } samples)
        {
            await app.Services.GetRequiredService<SampleProjects>().EnsureAsync(samples, cancel);
        }

        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException failure)
        {
            throw new ServerStartException(
                $"Cannot listen on {string.Join(", ", options.Urls)}: {failure.InnerException?.Message ?? failure.Message}. End what uses the address, or choose another one with --urls.", failure);
        }
        catch (SocketException failure)
        {
            throw new ServerStartException($"Cannot listen on {string.Join(", ", options.Urls)}: {failure.Message}. Choose another address with --urls.", failure);
        }
    }

    /// <summary>A one-time link that signs in; it lives until it is used or the server is started again.</summary>
    public async Task<string> CreateSignInLinkAsync(CancellationToken cancel = default)
    {
        var data = app.Services.GetRequiredService<DataFolder>();
        var user = await data.Users.EnsureAsync(options.UserName, cancel);
        return $"{Urls[0].TrimEnd('/')}/sign-in?token={await data.Users.CreateLinkAsync(user, life: null, cancel)}";
    }

    public Task WaitForShutdownAsync(CancellationToken cancel = default) => app.WaitForShutdownAsync(cancel);

    public Task StopAsync(CancellationToken cancel = default) => app.StopAsync(cancel);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options, DataFolder data)
    {
        // no line a request: addresses hold sign-in links
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None) // ProblemWriter logs what is a fault
            .AddFilter(typeof(SessionAuthentication).FullName, LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 100 << 20; // the masks of one large image; uploads lift it
        });
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(data).AddSingleton(options.Time);
        services.AddSingleton<ProjectViews>().AddSingleton<ImageCache>().AddSingleton<ItemImporter>().AddSingleton<SampleProjects>()
            .AddExplanations();
        services.ConfigureHttpJsonOptions(json => DomainJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.AddProblemDetails(
            problems => problems.CustomizeProblemDetails = ProblemWriter.Complete).AddExceptionHandler<ProblemWriter>();
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(
                SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(RateLimits.Configure);
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    }

    private static void Map(WebApplication app, ServerOptions options)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(); // what routing refuses by itself becomes a problem too
        app.UseHostCheck(options);
        app.UseWebAppFiles(options.WebRoot);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseCsrfCheck();
        app.UseRateLimiter();

        app.MapSessions();
        app.MapTokens();
        app.MapProjects();
        app.MapItems();
        app.MapContents();
        app.MapAnnotations();
        app.MapAcceptance();
        app.MapExplanations();
        app.MapImports();
        app.MapExports();
        app.MapRuns();
        app.MapModels();
        app.MapSelections();
        app.MapFormats();
        app.MapDocumentation();
        app.MapHealth();
        app.MapWebAppPages(options.WebRoot);
    }
}

/// <summary>The server cannot listen. The message is for the user.</summary>
public sealed class ServerStartException(string message, Exception inner) : Exception(message, inner);
