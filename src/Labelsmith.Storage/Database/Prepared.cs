using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Labelsmith.Storage.Database;

/// <summary>One statement, parsed once and run for thousands of rows: ten times as fast as entities are.</summary>
internal sealed class Prepared : IDisposable
{
    private readonly DbCommand command;

    /// <param name="db">In a transaction.</param>
    /// <param name="sql">With <c>@0</c>, <c>@1</c>, … for the values; never with a user's text in it.</param>
    /// <param name="values">How many values.</param>
    public Prepared(LabelsmithContext db, string sql, int values)
    {
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // literals of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var index = 0; index < values; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@{index}");
            command.Parameters.Add(parameter);
        }
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        command.ExecuteNonQuery();
    }

    /// <summary>Gives the one number that the statement returns.</summary>
    public long Ask(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] switch
            {
                null => DBNull.Value,
                Enum word => word.ToString(),
                DateTimeOffset time => time.ToUnixTimeMilliseconds(),
                var value => value,
            };
        }
    }
}
